import { useFormat } from "../format/useFormat.ts";
import type { ChartData } from "./option.ts";

/** The numbers of a chart, newest first, as a plain table. */
export function ChartTable({ label, xName, data, height }: { label: string; xName: string; data: ChartData; height: number }) {
  const { exact } = useFormat();
  return (
    // A region that scrolls must be reachable by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="tw-chart-table" style={{ height }} tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{xName}</th>
            {data.series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.x
            .map((x, index) => (
              <tr key={`${x} ${index}`}>
                <th scope="row">{x}</th>
                {data.series.map(({ name, values }) => {
                  const value = values[index];
                  return <td key={name}>{value == null ? "–" : exact(Math.abs(value))}</td>;
                })}
              </tr>
            ))
            .toReversed()}
        </tbody>
      </table>
    </div>
  );
}
