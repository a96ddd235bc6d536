// The page's own switches: an attribute of the provider changes everything inside it.
const provider = document.querySelector("sales-provider");
const change = {
  language(value) {
    provider.setAttribute("locale", value);
    document.documentElement.lang = value;
  },
  theme(value) {
    provider.setAttribute("theme", value);
    document.documentElement.style.colorScheme = value === "auto" ? "light dark" : value;
  },
};
for (const [id, apply] of Object.entries(change)) {
  document.getElementById(id).addEventListener("change", ({ target }) => apply(target.value));
}
