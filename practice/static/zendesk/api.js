/** What the agent app of the Zendesk stand-in asks for, and the chatter beside it. */

import { get, settings, finished as whenDone, xhr } from "../widgets.js";

const SIDE_LOADS =
  "brands,permissions,users,groups,organizations,sharing_agreements,incident_counts,tde_workspace," +
  "slas,lookup_relationship_fields,custom_statuses,group_slas";

const csrf = { "X-CSRF-Token": document.querySelector('meta[name="csrf-token"]').content };

export const send = (method, url, body) => xhr(method, url, body, csrf);

const post = (path, body) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...csrf },
    body: JSON.stringify(body),
  });

/** The chatter of the real page: GraphQL posts by fetch that mean nothing for a ticket. */
export function chatter(...operations) {
  for (const operationName of operations) {
    const path = operationName.startsWith("lotus") ? "/api/lotus/graphql" : "/api/graphql";
    post(path, { operationName, variables: {}, query: `query ${operationName}` });
  }
}

export const askConversationLog = (id) =>
  post("/api/graphql", {
    operationName: "BFFConvoLogQuery",
    variables: { ticketId: String(id) },
    query: "query BFFConvoLogQuery($ticketId: ID!)",
  });

/** The messages, oldest first; the first ticket's may be inlined in the page. */
export async function messagesOf(id) {
  const path = `/api/lotus/tickets/${id}/conversations.json`;
  const inlined = document.querySelector(`script[data-preload-id="${path}"]`);
  inlined?.remove();
  const { conversations } = inlined
    ? JSON.parse(inlined.textContent)
    : await get(`${path}?include=users&sort_order=desc`);
  return conversations.toReversed();
}

export const ticketOf = (id, query = "remove_duplicate_fields=true&") =>
  get(`/api/v2/tickets/${id}?${query}include=${SIDE_LOADS}`);

export const finished = ({ job_status }) =>
  whenDone(
    async () => (await get(`/api/v2/job_statuses/${job_status.id}`)).job_status,
    ["completed", "failed", "killed"],
  );

export function changedStatus(status, customStatusId) {
  if (settings.customStatuses.length === 0) return { status };
  const own = settings.customStatuses.find((s) => s.status_category === status && s.default);
  return { custom_status_id: customStatusId ?? own.id };
}

/** Save a ticket: its wanted status, the comment and the resolution, when it was last read. */
export function save(ticket, changed, comment, resolution) {
  if (settings.graphql) return saveByGraphql(ticket.id, changed, comment, resolution);
  return send("PUT", `/api/v2/tickets/${ticket.id}`, {
    ticket: {
      ...changed,
      ...(comment && { comment }),
      custom_fields: [{ id: settings.resolutionFieldId, value: resolution || null }],
      safe_update: true,
      updated_stamp: ticket.updated_at,
    },
  });
}

async function saveByGraphql(id, changed, comment, resolution) {
  const { custom_status_id: customStatusId, status } = changed;
  const answer = await post("/api/graphql", {
    operationName: "updateTicket",
    variables: {
      id: String(id),
      input: {
        ...(customStatusId ? { customStatusId } : { status: status.toUpperCase() }),
        ...(comment && { comment: { htmlBody: comment.html_body, public: comment.public } }),
        resolution: resolution || null,
      },
    },
    query: "mutation updateTicket($id: ID!, $input: TicketInput!)",
  });
  const errors = (await answer.json().catch(() => null))?.errors;
  if (answer.ok && !errors) return { ok: true, status: 200, body: await ticketOf(id, "") };
  return { ok: false, status: answer.status, body: { description: errors?.[0]?.message } };
}
