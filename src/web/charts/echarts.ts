/** Only what our charts draw with: the whole library is three times as large. Loaded when the first chart comes. */
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

register([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export { init };
