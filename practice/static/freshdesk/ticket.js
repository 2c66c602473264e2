/** The parts of a ticket's page in the Freshdesk stand-in. `act` holds what its buttons do. */

import {
  html,
  initials,
  markup,
  menu,
  options,
  resolutions,
  settings,
  when,
  words,
  editor as writingBox,
} from "../widgets.js";

const VISIBLE_MESSAGES = 4;

const statusName = (id) => settings.statuses.find((status) => status.id === id)?.name ?? id;

export const statusSelect = (value, testId, changed) => html`
  <select data-test-id=${testId} aria-label=${words.status} @change=${changed}>
    ${options(
      settings.statuses.map(({ id, name }) => [id, name]),
      value,
    )}
  </select>`;

/** The whole page of a ticket; `page` is its state, `around` the tickets before and after. */
export const ticketPage = (page, around, act) => html`
  <header class="top">
    <a class="breadcrumb" href="/a/tickets/filters/${page.filter}">
      ${words[`filter_${page.filter}`] ?? words.tickets}
    </a>
    <span class="faint">› ${page.ticket.id}</span>
    <span class="space"></span>
    ${neighbour(around.previous, "previous", "‹", act)}
    ${neighbour(around.next, "next", "›", act)}
  </header>
  ${actionBar(act)}
  <main class="ticket-page" data-test-id="ticket-page">
    <section class="thread">
      <div class="ticket-head">
        <h1 class="ticket-subject-heading">${page.ticket.subject}</h1>
        <span class="badge s-${page.ticket.status}">${statusName(page.ticket.status)}</span>
      </div>
      ${messages(page, act)}
      ${page.editor ? editor(page, act) : html`<div class="editor-closed"></div>`}
    </section>
    ${properties(page, act)}
    <aside class="contact">${contact(page.ticket.requester)}</aside>
  </main>`;

const neighbour = (other, which, sign, act) => html`
  <button class="button quiet icon" title=${words[which]} aria-label=${words[which]}
    disabled=${!other} data-test-id="${which}-ticket" @click=${() => act.go(`/a/tickets/${other.id}`)}>
    ${sign}
  </button>`;

function actionBar(act) {
  const scenarios = html`
    <button class="button" data-test-actions="scenario">${words.scenario} ▾</button>`;
  const scenario = ({ id, name }) => html`
    <li role="menuitem" tabindex="-1" data-test-scenario=${id} @click=${() => act.scenario(id)}>
      ${name}
    </li>`;
  const write = (kind, label) => html`
    <button class="button" data-test-actions=${kind} data-test-email-action=${kind}
      @click=${() => act.write(kind)}>${label}</button>`;
  return html`
    <section id="mainactionbar" class="actions">
      <div class="page-actions__left">
        ${write("reply", words.reply)}
        ${write("note", words.add_note)}
        <button class="button" data-test-actions="close" @click=${act.close}>${words.close}</button>
        <button class="button" data-test-actions="merge" @click=${act.merge}>${words.merge}</button>
        ${menu(scenarios, () => settings.scenarios.map(scenario), "down left")}
      </div>
    </section>`;
}

function messages({ ticket, all, agents, messages }, act) {
  const hidden = all ? 0 : Math.max(0, messages.length - VISIBLE_MESSAGES);
  const more = html`
    <button class="more" data-test-button="load-more" @click=${(event) => act.showAll(event.isTrusted)}>
      +${hidden} ${words.more}
    </button>`;
  const who = (message) =>
    message.incoming
      ? ticket.requester.name
      : (agents.find(({ id }) => id === message.user_id)?.contact.name ?? "System");
  const description = {
    incoming: true,
    body: ticket.description,
    created_at: ticket.created_at,
    first: true,
  };
  return [
    item(description, who(description)),
    hidden > 0 && more,
    ...messages.slice(hidden).map((message) => item(message, who(message))),
  ];
}

function item(message, name) {
  const { first = false, private: note, incoming } = message;
  const act = note ? words.noted : first ? words.reported : words.replied;
  const requester = incoming ? "ticket-details__requestor" : "";
  return html`
    <article id=${first && "ticket_original_request"} data-test-is-agent=${!incoming}
      class="ticket-details__item ${requester} ${note ? "ticket-details__privatenote" : ""}"
      data-test-id=${first ? "ticket-description" : "conversation-wrapper"}>
      <span class="avatar">${initials(name)}</span>
      <div class="item-body">
        <header>
          <b data-test-id="user-name">${name}</b>
          <span class="faint" data-test-id="conversation-status">${act}</span>
          <time class="faint" data-test-id="time-info" datetime=${message.created_at}
            aria-label=${when(message.created_at)}>${when(message.created_at)}</time>
        </header>
        <div class="ticket_note" data-note-id=${message.id ?? "0"}>
          <div class="text-content-wrapper" data-test-conversation="conversation-text">
            ${markup(message.body)}
          </div>
        </div>
      </div>
    </article>`;
}

function editor({ ticket, editor }, act) {
  const note = editor === "note";
  const box = writingBox({ class: "fr-element fr-view" });
  box.addEventListener("blur", act.draft);
  const setting = html`
    <button id="send-and-set" class="button primary icon" aria-label=${words.send_and_set}>▾</button>`;
  const item = ({ id, name }) => html`
    <li role="menuitem" tabindex="-1" class="send-and-set-item" data-status=${id}
      @click=${() => act.say(id)}>${words.send_and_set} <b>${name}</b></li>`;
  return html`
    <div class="rich-editor ticket-editor ${note ? "note" : ""}">
      <p class="faint">${note ? words.note_private : `${words.reply}: ${ticket.requester.email}`}</p>
      ${box}
      <div class="ticket-editor__footer">
        <button class="button quiet" data-test-id="discard" @click=${act.discard}>${words.cancel}</button>
        <span class="split reply-btn-wrapper">
          <button class="button primary reply-btn" @click=${() => act.say(null)}>${words.send}</button>
          ${menu(setting, () => settings.statuses.map(item))}
        </span>
      </div>
    </div>`;
}

function properties({ ticket, agents, changed }, act) {
  const status = statusSelect(ticket.status, "ticket-status");
  const resolution = html`
    <select data-test-id="ticket-resolution">${resolutions(ticket.custom_fields.cf_resolution)}</select>`;
  const refresh = html`
    <button class="alert ticket-sidebar-sticky__refresh-text" @click=${act.refresh}>
      ${words.refresh}
    </button>`;
  const update = () =>
    act.save({
      status: Number(status.value),
      custom_fields: { cf_resolution: resolution.value || null },
    });
  const agent = agents.find(({ id }) => id === ticket.responder_id)?.contact.name;
  return html`
    <aside class="ticket-properties-wrapper">
      <div data-test-id="ticket-properties-sticky" class="ticket-sidebar-sticky">
        ${changed && refresh}
        <h2>${words.properties}</h2>
        <label class="field">${words.status}${status}</label>
        <label class="field">${words.resolution}${resolution}</label>
        <div class="field">
          ${words.priority}<output>${words[`priority_${ticket.priority}`]}</output>
        </div>
        <div class="field">${words.agent}<output>${agent ?? "-"}</output></div>
        <div class="chips">${ticket.tags.map((tag) => html`<span class="chip">${tag}</span>`)}</div>
        <button class="button primary wide" data-test-id="update-properties" @click=${update}>
          ${words.update}
        </button>
      </div>
    </aside>`;
}

/** The contact panel lives in an open shadow root, as on part of the accounts. */
const contactStyle = new CSSStyleSheet();
contactStyle.replaceSync(await (await fetch("/static/freshdesk/contact.css")).text());

function contact({ id, name, email }) {
  const host = html`<fw-unified-mfe--contact-info></fw-unified-mfe--contact-info>`;
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [contactStyle];
  root.append(html`
    <h2>${words.contact}</h2>
    <div class="person">
      <span class="avatar">${initials(name)}</span>
      <div><a href="/a/contacts/${id}">${name}</a><p>${email}</p></div>
    </div>`);
  return host;
}
