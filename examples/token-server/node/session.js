// REPLACE THIS FILE. It stands in for your site's own session: whoever sends the cookie `user=ann` is Ann here.

/** Who is signed in, and what they may see: the company, some teams with their sub-teams, or one rep. */
export function signedInUser(request) {
  const [, name] = /(?:^|;\s*)user=(\w+)/.exec(request.headers.cookie ?? "") ?? [];
  return users.get(name);
}

const users = new Map([
  ["ann", { name: "ann", scope: { company: true } }],
  ["bo", { name: "bo", scope: { teams: ["T-North"] } }],
  ["cy", { name: "cy", scope: { rep: "R07" } }],
]);
