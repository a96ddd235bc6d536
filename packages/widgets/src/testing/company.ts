/** The test company's metrics: their names in both languages and their units. */
export const labels: Readonly<Record<string, readonly [string, string, "MONEY" | "COUNT" | "RATIO"]>> = {
  revenue: ["Revenue", "销售额", "MONEY"],
  grossProfit: ["Gross profit", "毛利", "MONEY"],
  profitMargin: ["Profit margin", "利润率", "RATIO"],
  orders: ["Orders", "订单数", "COUNT"],
  customers: ["Customers", "客户数", "COUNT"],
  averageOrderValue: ["Average order value", "客单价", "MONEY"],
  winRate: ["Win rate", "赢单率", "RATIO"],
  conversionRate: ["Conversion rate", "客户转化率", "RATIO"],
};

export const scale = { MONEY: 1_000_000, COUNT: 900, RATIO: 0.4 } as const;

export type Variables = Readonly<Record<string, unknown>>;

/** A number between 0 and 1 that looks random and is always the same. */
export function wave(index: number, salt: string): number {
  const seed = [...salt].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return (Math.sin(index * 1.7 + seed) + 1) / 2;
}
