/**
 * The agent app of the Zendesk stand-in: one page, routed through the History API.
 * Every open ticket keeps its pane in the document; the ones in the back are only invisible.
 */

import {
  askForTicket,
  doneWithMany,
  get,
  html,
  notify,
  rail,
  router,
  settings,
  ticks,
  when,
  words,
} from "../widgets.js";
import {
  askConversationLog,
  changedStatus,
  chatter,
  finished,
  messagesOf,
  save,
  send,
  ticketOf,
} from "./api.js";
import { badge, emptyPane, headerTab, log, pane, submitted } from "./ticket.js";

const tabs = new Map();
let activeTicket = null;
let activeView = settings.views[0].id;
let listed = [];
let requesters = new Map();

// Frame

const tablist = html`<div class="tabs" role="tablist" data-test-id="header-tablist"></div>`;
const panes = html`<main id="main_panes"></main>`;

const go = router("/agent/", function route() {
  const ticket = location.pathname.match(/^\/agent\/tickets\/(\d+)/);
  const view = location.pathname.match(/^\/agent\/filters\/(\d+)/);
  if (ticket) return openTicket(Number(ticket[1]));
  if (view) activeView = Number(view[1]);
  return openView();
});

function show(shown) {
  for (const other of panes.children) {
    other.classList.toggle("is-cached", other !== shown);
    if (other.dataset.ticketId) other.dataset.isActive = other === shown;
  }
  for (const tab of tabs.values()) {
    if (tab.pane === shown) tab.element.setAttribute("aria-current", "page");
    else tab.element.removeAttribute("aria-current");
  }
}

// Views

const viewPane = html`<section class="workspace view"></section>`;

async function openView() {
  activeTicket = null;
  if (!viewPane.isConnected) panes.append(viewPane);
  show(viewPane);
  document.title = `${words.views} : ${words.product}`;
  await refreshView();
}

async function refreshView() {
  const body = await get(`/api/v2/views/${activeView}/tickets.json?per_page=100&include=users`);
  if (!body?.tickets) return;
  listed = body.tickets;
  requesters = new Map(body.users.map((user) => [user.id, user.name]));
  if (activeTicket === null) drawView();
}

function drawView() {
  const solve = html`
    <button class="button primary" data-test-id="bulk-set-solved" @click=${() => solveMany([...chosen])}>
      ${words.set_solved}
    </button>`;
  const { bar, box, chosen } = ticks(viewPane, solve);
  const title = settings.views.find((view) => view.id === activeView)?.title ?? "unsolved";
  const heads = ["status", "id", "subject", "requester", "updated"];
  const link = ({ id, title }) => html`
    <a href="/agent/filters/${id}" aria-current=${id === activeView && "true"}>
      ${words[`view_${title}`]}
    </a>`;
  const row = (ticket) => html`
    <tr data-test-id="generic-table-row">
      <td>${box(ticket.id)}</td>
      <td>${badge(ticket, `status-badge-${ticket.status}`)}</td>
      <td class="faint">#${ticket.id}</td>
      <td><a class="subject" href="/agent/tickets/${ticket.id}">${ticket.subject}</a></td>
      <td class="faint">${requesters.get(ticket.requester_id) ?? ""}</td>
      <td class="faint">${when(ticket.updated_at)}</td>
    </tr>`;
  viewPane.replaceChildren(html`
    <aside class="views"><h2>${words.views}</h2>${settings.views.map(link)}</aside>
    <div class="view-list">
      <div class="view-head"><h1>${words[`view_${title}`]}</h1>${bar}</div>
      <table class="list" data-test-id="generic-table">
        <thead><tr><th></th>${heads.map((key) => html`<th>${words[key]}</th>`)}</tr></thead>
        <tbody>${listed.map(row)}</tbody>
      </table>
    </div>`);
}

async function solveMany(ids) {
  const body = { ticket: changedStatus("solved") };
  const answer = await send("PUT", `/api/v2/tickets/update_many?ids=${ids.join(",")}`, body);
  if (!answer.ok) return refused(answer);
  doneWithMany(viewPane, (await finished(answer.body)).results);
  await refreshView();
}

// Tickets

async function openTicket(id) {
  activeTicket = id;
  let tab = tabs.get(id);
  if (tab) {
    show(tab.pane);
  } else {
    tab = { id, ticket: null, users: [], messages: [], channel: "email", wanted: null, all: false };
    tab.pane = emptyPane(id);
    tab.element = headerTab(id, {
      show: () => go(`/agent/tickets/${id}`),
      close: (event) => {
        event.stopPropagation();
        closeTab(tab);
      },
    });
    keep(tab);
    show(tab.pane);
    await load(tab);
  }
  if (activeTicket === id) document.title = `${tab.ticket?.subject ?? id} : ${words.product}`;
}

async function load(tab) {
  chatter("ticketPresence", "lotusAgentStatus", "macrosForTicket");
  fetch(`/api/v2beta/tickets/${tab.id}/related`);
  const [answer, messages] = await Promise.all([
    ticketOf(tab.id),
    messagesOf(tab.id),
    askConversationLog(tab.id),
  ]);
  if (!answer?.ticket) return closeTab(tab);
  Object.assign(tab, { ticket: answer.ticket, users: answer.users, messages });
  drawTicket(tab);
}

function keep(tab) {
  tabs.set(tab.id, tab);
  tablist.append(tab.element);
  panes.append(tab.pane);
}

function drop(tab) {
  tab.pane.remove();
  tab.element.remove();
  tabs.delete(tab.id);
}

function closeTab(tab) {
  drop(tab);
  if (activeTicket !== tab.id) return;
  const rest = [...tabs.keys()].at(-1);
  go(rest ? `/agent/tickets/${rest}` : `/agent/filters/${activeView}`);
}

const part = (tab, testId) => tab.pane.querySelector(`[data-test-id="${testId}"]`);

function drawTicket(tab) {
  const { subject, id } = tab.ticket;
  const title = tab.element.querySelector(".tab-title");
  title.replaceChildren(html`<b>${subject}</b><small>#${id}</small>`);
  tab.pane.replaceChildren(
    pane(tab, {
      macro: () => applyMacro(tab),
      merge: () => merge(tab),
      submit: (status, customStatusId) => submit(tab, status, customStatusId),
    }),
  );
  drawLog(tab);
}

function drawLog(tab) {
  const place = part(tab, "omni-log-container");
  if (!place) return;
  const showAll = () => {
    tab.all = true;
    drawLog(tab);
  };
  place.replaceChildren(html`${log(tab, showAll)}`);
  place.scrollTop = place.scrollHeight;
}

// Saving

async function submit(tab, status, customStatusId) {
  const editor = part(tab, "omnicomposer-rich-text-ckeditor");
  const written = editor.innerText.trim() ? editor.innerHTML : "";
  const comment = written && { html_body: written, public: tab.channel !== "internal" };
  const resolution = part(tab, "ticket-fields-resolution").value;
  tab.pane.classList.add("ticket-working-spinner");
  leave(tab);
  const changed = changedStatus(status, customStatusId);
  const answer = await save(tab.ticket, changed, comment, resolution);
  tab.pane.classList.remove("ticket-working-spinner");
  chatter("lotusTicketUpdated", "ticketPresence");
  if (!answer.ok) {
    if (!tab.pane.isConnected) keep(tab);
    go(`/agent/tickets/${tab.id}`);
    show(tab.pane);
    return refused(answer);
  }
  tab.wanted = null;
  editor.replaceChildren();
  notify(`${words.saved} #${tab.id}`);
  askConversationLog(tab.id);
  if (!tab.pane.isConnected) return;
  tab.ticket = answer.body.ticket;
  drawTicket(tab);
  tab.messages = await messagesOf(tab.id);
  drawLog(tab);
}

/** What the agent has chosen to happen after a submit happens at once, before the reply. */
function leave(tab) {
  if (settings.afterSubmit === "stay") return;
  const open = (ticket) => !["solved", "closed"].includes(ticket.status);
  const next = listed.find((ticket) => ticket.id > tab.id && open(ticket));
  drop(tab);
  const goes = settings.afterSubmit === "next" && next;
  go(goes ? `/agent/tickets/${next.id}` : `/agent/filters/${activeView}`);
}

function refused(answer) {
  const details = Object.values(answer.body?.details ?? {}).flat();
  const reason =
    answer.status === 409
      ? words.conflict
      : (details[0]?.description ?? answer.body?.description ?? answer.status);
  notify(`${words.not_saved} ${reason}`, "error");
}

async function applyMacro(tab) {
  const { result } = await get(`/api/v2/tickets/${tab.id}/macros/1/apply`);
  part(tab, "omnicomposer-rich-text-ckeditor").textContent = result.ticket.comment.body;
  tab.wanted = result.ticket.status;
  tab.drawSubmit();
}

async function merge(tab) {
  const target = await askForTicket(words.merge);
  if (!target) return;
  const answer = await send("POST", `/api/v2/tickets/${target}/merge`, {
    ids: [tab.id],
    target_comment: `#${tab.id}`,
    source_comment: `#${target}`,
    target_comment_is_public: false,
    source_comment_is_public: false,
  });
  if (!answer.ok) return refused(answer);
  await finished(answer.body);
  closeTab(tab);
  go(`/agent/tickets/${target}`);
}

addEventListener("keydown", (event) => {
  const tab = tabs.get(activeTicket);
  if (!event.ctrlKey || !event.altKey || !tab?.ticket) return;
  if (event.code === "KeyS") submit(tab, "solved");
  if (event.code === "KeyU") submit(tab, submitted({ ...tab, wanted: null }));
});

/** Behind the scenes the page keeps asking for its lists; solved tickets come along with them. */
function backgroundWork() {
  setInterval(() => {
    get(`/api/v2/views/count_many.json?ids=${settings.views.map((view) => view.id).join(",")}`);
    get(`/api/v2/views/${settings.views[1].id}/tickets.json?per_page=100`);
    chatter("lotusViewCounts");
    if (activeTicket === null) refreshView();
  }, settings.refreshSeconds * 1000);
  fetch("/api/subscriptions/connections/01JPRACTICE0000000000000000");
}

const { user } = await get("/api/v2/users/me.json");
document
  .getElementById("app")
  .append(
    rail("zendesk", `/agent/filters/${activeView}`, words.views, "☰", user.name),
    html`<header class="top">${tablist}</header>`,
    panes,
  );
await go(location.pathname);
if (listed.length === 0) refreshView();
backgroundWork();
