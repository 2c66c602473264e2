/** The parts of a ticket's pane in the Zendesk stand-in. `act` holds what its buttons do. */

import {
  editor,
  html,
  initials,
  markup,
  menu,
  resolutions,
  settings,
  when,
  words,
} from "../widgets.js";

const STATUSES = ["open", "pending", "hold", "solved"];
const VISIBLE_MESSAGES = 12;

const person = (tab, id) => tab.users.find((user) => user.id === id);

export function badge(ticket, testId) {
  const custom = settings.customStatuses.find((status) => status.id === ticket.custom_status_id);
  const name = custom && !custom.default ? custom.agent_label : words[`status_${ticket.status}`];
  return html`<span class="badge s-${ticket.status}" data-test-id=${testId}>${name}</span>`;
}

export function headerTab(id, act) {
  return html`
    <div class="tab" role="tab" tabindex="0" data-test-id="header-tab" data-entity-id=${id}
      @click=${act.show}>
      <span class="tab-title">#${id}</span>
      <button class="tab-close" data-test-id="close-button" aria-label=${words.close_tab}
        @click=${act.close}>×</button>
    </div>`;
}

export const emptyPane = (id) => html`
  <div class="workspace ticket" data-ticket-id=${id} data-test-id="ticket-${id}"
    data-side-conversations-anchor-id=${id}>
    <p class="loading">${words.loading}</p>
  </div>`;

export function pane(tab, act) {
  const { ticket } = tab;
  const customer = person(tab, ticket.requester_id);
  return html`
    ${fields(tab)}
    <section class="conversation">
      <div class="conversation-head">
        <input class="subject" data-test-id="omni-header-subject" value=${ticket.subject}
          aria-label=${words.subject}>
        <span data-test-id="ticket-fields-status-view">${badge(ticket, "ticket-status-badge")}</span>
      </div>
      <div class="log" data-test-id="omni-log-container" tabindex="0"></div>
      ${composer(tab)}
    </section>
    <aside class="context" data-test-id="context-panel">
      <h2>${words.about_customer}</h2>
      <div class="customer">
        <span class="avatar">${initials(customer.name)}</span>
        <div>
          <a href="/agent/users/${customer.id}" data-test-id="requester-name">${customer.name}</a>
          <p>${customer.email}</p>
        </div>
      </div>
    </aside>
    <footer class="bar">
      ${macros(act)}
      <button class="button quiet" data-test-id="ticket-merge" @click=${act.merge}>
        ${words.merge}
      </button>
      <span class="space"></span>
      ${afterSubmit()}
      ${submitButton(tab, act)}
    </footer>`;
}

function fields(tab) {
  const { ticket } = tab;
  const resolution = ticket.custom_fields.find((field) => field.id === settings.resolutionFieldId);
  const read = (label, value) => html`<div class="field">${label}<output>${value}</output></div>`;
  return html`
    <aside class="fields" data-test-id="ticket-fields">
      ${read(words.requester, person(tab, ticket.requester_id).name)}
      ${read(words.assignee, person(tab, ticket.assignee_id)?.name ?? "-")}
      ${read(words.priority, ticket.priority)}
      <label class="field">
        ${words.resolution}
        <select data-test-id="ticket-fields-resolution">${resolutions(resolution?.value)}</select>
      </label>
      <div class="field">
        ${words.tags}
        <div class="chips" data-test-id="ticket-tags">
          ${ticket.tags.map((tag) => html`<span class="chip">${tag}</span>`)}
        </div>
      </div>
    </aside>`;
}

export function log(tab, showAll) {
  const hidden = tab.all ? 0 : Math.max(0, tab.messages.length - VISIBLE_MESSAGES);
  const more = html`
    <button class="button quiet show-more" data-test-id="convolog-show-more-button"
      @click=${showAll}>${words.show_more} (${hidden})</button>`;
  return [hidden > 0 && more, ...tab.messages.slice(hidden).map((said) => message(tab, said))];
}

function message(tab, said) {
  const author = person(tab, said.author_id);
  const customer = author?.role === "end-user";
  const type = !said.public ? "internal" : customer ? "end-user" : "agent";
  const agentBadge = html`
    <i class="agent-badge" data-test-id="omni-log-avatar-badge-AgentBadge"></i>`;
  const noteTag = html`
    <span class="note-tag" data-test-id="omni-log-internal-note-tag">${words.internal}</span>`;
  return html`
    <article class="message ${type}" data-test-id="omni-log-comment-item">
      <span class="avatar" data-test-id="omni-log-avatar">
        ${initials(author?.name ?? "?")}${!customer && agentBadge}
      </span>
      <div class="bubble" data-test-id="omni-log-item-message" type=${type}>
        <header>
          <span data-test-id="omni-log-item-sender">
            <a href="/agent/users/${said.author_id}" data-test-id="omni-log-comment-user-link">
              ${author?.name ?? "System"}
            </a>
          </span>
          ${!said.public && noteTag}
          <time data-test-id="timestamp-relative" datetime=${said.created_at}>
            ${when(said.created_at)}
          </time>
        </header>
        <div class="message-content" data-test-id="omni-log-message-content"
          data-originated-from="${customer ? "Email" : "Web"}Interaction">
          ${markup(said.html_body)}
        </div>
      </div>
    </article>`;
}

function composer(tab) {
  const channels = { email: words.public_reply, internal: words.internal_note };
  const button = html`
    <button class="button quiet" data-test-id="omnichannel-channel-switcher-button">
      <span></span>▾
    </button>`;
  const write = editor({
    class: "editor ck-editor__editable",
    "data-test-id": "omnicomposer-rich-text-ckeditor",
  });
  const items = () =>
    Object.entries(channels).map(
      ([channel, label]) => html`
        <li role="menuitem" tabindex="-1" data-channel=${channel}
          data-test-id="omnichannel-channel-switcher-menu-item-${channel}"
          @click=${() => choose(channel)}>${label}</li>`,
    );
  const box = html`
    <div data-test-id="omnicomposer">${menu(button, items, "up left")}${write}</div>`;
  const choose = (channel) => {
    tab.channel = channel;
    button.dataset.channel = channel;
    button.firstElementChild.textContent = channels[channel];
    box.className = `composer ${channel}`;
  };
  choose(tab.channel);
  return box;
}

function macros(act) {
  const button = html`
    <button class="button quiet" data-test-id="ticket-footer-macro-menu-button">
      ${words.macro} ▾
    </button>`;
  const item = () => html`
    <li role="menuitem" tabindex="-1" data-test-id="macro-1" @click=${act.macro}>
      ${words.macro_done}
    </li>`;
  return menu(button, () => [item()], "up left");
}

function afterSubmit() {
  const button = html`
    <button class="button quiet" data-test-id="ticket-footer-post-save-actions-menu-button">
    </button>`;
  const choose = (choice) => {
    settings.afterSubmit = choice;
    button.textContent = `${words[choice]} ▾`;
  };
  choose(settings.afterSubmit);
  return menu(button, () =>
    ["stay", "next", "close"].map(
      (choice) => html`
        <li role="menuitem" tabindex="-1" data-test-id="post-save-${choice}"
          @click=${() => choose(choice)}>${words[choice]}</li>`,
    ),
  );
}

/** The status that Submit sets unless another is chosen. */
export const submitted = (tab) =>
  tab.wanted ?? (tab.ticket.status === "new" ? "open" : tab.ticket.status);

function submitButton(tab, act) {
  const name = html`<b data-test-id="submit-status"></b>`;
  const arrow = html`
    <button class="button primary icon" data-test-id="submit_button-menu-button"
      aria-label=${words.submit_as}>▾</button>`;
  tab.drawSubmit = () => {
    name.textContent = words[`status_${submitted(tab)}`];
  };
  tab.drawSubmit();
  const choices = [
    ...STATUSES.map((status) => ({ id: status, status, label: words[`status_${status}`] })),
    ...settings.customStatuses
      .filter((own) => !own.default)
      .map((own) => ({ id: own.id, status: own.status_category, label: own.agent_label })),
  ];
  const item = ({ id, status, label }) => html`
    <li role="menuitem" tabindex="-1" data-test-id="submit_button-menu-${id}" data-action-id=${id}
      data-tracking-id="submit_button-menu-${id}"
      @click=${() => act.submit(status, id === status ? undefined : id)}>
      <i class="dot s-${status}"></i>${words.submit_as} <b>${label}</b>
    </li>`;
  return html`
    <div class="split submit">
      <button class="button primary" data-test-id="submit_button-button"
        @click=${() => act.submit(submitted(tab))}>${words.submit_as} ${name}</button>
      ${menu(arrow, () => choices.map(item))}
    </div>`;
}
