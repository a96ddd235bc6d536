/** Whether a caller prefers CSV to the formats of GraphQL: it is the one that it names first, or with the most weight. */
export function wantsCsv(accept: string | null): boolean {
  if (!accept?.includes("text/csv")) return false;
  const types = accept.split(",").map((part) => {
    const [type = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    return { type, weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = types.filter(
    ({ type, weight }) => weight > 0 && (type === "text/csv" || /json|event-stream/.test(type)),
  );
  const [best] = known.sort((a, b) => b.weight - a.weight);
  return best?.type === "text/csv";
}
