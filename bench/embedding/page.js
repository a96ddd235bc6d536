// One figure and one chart, as a page without the widgets would have them.
import { Client, fetchExchange } from "@urql/core";
import * as echarts from "echarts";

const question = `query ($period: Period!) {
  metric(id: revenue, period: $period, series: MONTH) { definition { label } value series { from value } }
}`;

const client = new Client({ url: window.endpoint, exchanges: [fetchExchange], preferGetMethod: false });
const { data, error } = await client.query(question, { period: "last-12-months" }).toPromise();
if (error) throw error;
const { definition, value, series } = data.metric;
document.querySelector("h1").textContent = `${definition.label} ${value.toLocaleString("en")}`;
const chart = echarts.init(document.querySelector("main"));
chart.setOption({
  animation: false,
  xAxis: { type: "category", data: series.map(({ from }) => from) },
  yAxis: { type: "value" },
  series: [{ type: "line", data: series.map((point) => point.value) }],
});
