import type { Reading } from "../.server/reading.ts";
import { useLanguage } from "../language.ts";
import { Value } from "./value.tsx";

/** The points of a chart as a table: period, value, what it counts where lines differ, source. */
export function ReadingsTable({ rows }: { rows: { group?: string; reading: Reading }[] }) {
  const { say } = useLanguage();
  const grouped = rows.some((row) => row.group);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say("column_period")}</th>
          <th scope="col" className="number">
            {say("column_value")}
          </th>
          {grouped && <th scope="col">{say("column_group")}</th>}
          <th scope="col">{say("column_source")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ group, reading }) => (
          <tr key={reading.id}>
            <th scope="row">{reading.period}</th>
            <td className="number">
              <Value of={reading} />
            </td>
            {grouped && <td>{group}</td>}
            <td className="literal">{reading.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
