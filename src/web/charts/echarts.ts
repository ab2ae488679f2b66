/** The parts of ECharts that our charts use; the full library is three times as large. It is loaded with the first chart. */
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

register([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export { init };
