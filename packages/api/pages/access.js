import { made } from "./frame.js";

/**
 * Who the reader is to the server. With keys configured it wants a token, which is asked for here and kept while the
 * tab is open; without any it answers this machine alone, and says so.
 */
const key = "sales-token";

/** The token that was given in this tab; set before the elements ask, so that none is asked in vain. */
export const token = recallToken();
for (const provider of document.querySelectorAll("sales-provider")) if (token) provider.token = token;

/**
 * Says below the page's content how the server is guarded, and asks above it for a token where one is needed.
 *
 * @param speak writes what a part of the page says in the reader's language
 */
export async function showAccess(speak) {
  const answer = await whoAmI().catch(() => undefined);
  if (!answer) return;
  if (answer.status === 401) {
    const main = document.querySelector("main");
    // Each element would say that it has no access.
    main.classList.add("locked");
    main.prepend(question());
  } else if (token) document.querySelector("footer").append(leave(answer));
  else document.querySelector("footer").append(made("strong", { "data-text": "unguarded" }));
  speak(document);
}

async function whoAmI() {
  const response = await fetch("graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: "{ viewer { name role } }" }),
  });
  const { data } = await response.json();
  return { status: response.status, ...data?.viewer };
}

function question() {
  const field = made("input", {
    id: "token",
    type: "password",
    autocomplete: "off",
    spellcheck: "false",
    required: "",
    "aria-describedby": "token-help",
  });
  const form = made(
    "form",
    { class: "notice access" },
    made("label", { for: "token", "data-text": token ? "token-refused" : "token" }),
    made(
      "div",
      { class: "entry" },
      field,
      made("button", { class: "access-button", type: "submit", "data-text": "open" }),
    ),
    made("p", { id: "token-help", "data-text": "token-help" }),
    made("code", {}, "salesglass token --role EXECUTIVE"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keepToken(field.value.trim());
    location.reload();
  });
  return form;
}

function leave({ name, role }) {
  const button = made("button", { class: "access-button", type: "button", "data-text": "sign-out" });
  button.addEventListener("click", () => {
    keepToken("");
    location.reload();
  });
  return made("span", {}, `${name} · ${role} `, button);
}

/** A browser may forbid storage; then the token lasts as long as the page. */
function recallToken() {
  try {
    return sessionStorage.getItem(key) || undefined;
  } catch {
    return undefined;
  }
}

function keepToken(text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {}
}
