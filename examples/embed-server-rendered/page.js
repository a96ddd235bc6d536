/** The page as HTML. Its elements are tags like others; when their script comes, they show what they were told. */
export function page({ sales, departments }) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Departments</title>
    <link rel="stylesheet" href="style.css" />
    <script type="module" src="${escaped(sales)}/widgets.js"></script>
  </head>
  <body>
    <h1>Departments</h1>
    <sales-provider endpoint="${escaped(sales)}/graphql" token-url="/sales-token" period="year-to-date">
      <div class="cards">
${departments.map(card).join("\n")}
      </div>
      <customer-list page-size="5"></customer-list>
    </sales-provider>
  </body>
</html>`;
}

/** What stands inside an element is read where its script doesn't run. */
function card({ name, channels }) {
  const where = JSON.stringify({ channel: { in: channels } });
  return `        <kpi-card metric="revenue" label="${escaped(name)}" where="${escaped(where)}">${escaped(name)}: revenue</kpi-card>`;
}

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text within HTML, also within an attribute's quotes. */
function escaped(text) {
  return text.replace(/[&<>"']/g, (letter) => entities[letter]);
}
