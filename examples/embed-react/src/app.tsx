import { useState } from "react";

const periods = ["this-quarter", "year-to-date", "last-12-months"];
const metrics = ["revenue", "orders", "profitMargin"] as const;

/** Elements are used as React's own: properties by their names, events as `on` and the event's name. */
export function App({ sales }: { sales: string }) {
  const [period, setPeriod] = useState("year-to-date");
  const [chosen, setChosen] = useState<string>();
  return (
    <>
      <h1>Sales</h1>
      <p>
        <label>
          Period{" "}
          <select value={period} onChange={(event) => setPeriod(event.target.value)}>
            {periods.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </p>
      <sales-provider endpoint={`${sales}/graphql`} tokenUrl="/sales-token" period={period}>
        <div className="cards">
          {metrics.map((metric) => (
            <kpi-card key={metric} metric={metric} compare="previous-year" />
          ))}
        </div>
        <metric-chart
          metric="revenue"
          by="channel"
          type="bar"
          onsales-select={({ detail }) => setChosen(detail.label)}
        />
      </sales-provider>
      <p role="status">{chosen === undefined ? "Choose a bar." : `You chose ${chosen}.`}</p>
    </>
  );
}
