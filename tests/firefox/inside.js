// What the tests ask of Firefox itself: one function, which browser.py has called with the rights of
// the browser's own window.

(command, ...given) => {
  const ID = "interlude@between-tickets";
  const IDLE_TIMEOUT = "extensions.background.idle.timeout";
  const POPUP = "browser.webextension-popup-browser";

  const { extension } = WebExtensionPolicy.getByID(ID);
  const window = Services.wm.getMostRecentWindow("navigator:browser");
  const popup = () => window.document.querySelector(POPUP);

  const commands = {
    /** What Firefox had to say against the manifest. */
    warnings: () => [...extension.warnings, ...extension.errors],

    /** Send the event page to sleep, as its idle timer does after 30 seconds. */
    suspend: () => extension.terminateBackground(),

    state: () => extension.backgroundState,

    /** How many workers there are in the process that all extensions share. */
    async workers() {
      const { children } = await ChromeUtils.requestProcInfo();
      const ours = children.filter(({ type }) => type === "extension");
      const names = ours.flatMap(({ threads }) => threads.map(({ name }) => name));
      return names.filter((name) => name === "DOM Worker").length;
    },

    /** Change the 30 seconds for an event page that starts from now on; 0 changes them back. */
    idleAfter(milliseconds) {
      if (milliseconds) Services.prefs.setIntPref(IDLE_TIMEOUT, milliseconds);
      else Services.prefs.clearUserPref(IDLE_TIMEOUT);
    },

    /** Take host permissions back, as a person does on about:addons. */
    async revoke(origins) {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        "resource://gre/modules/ExtensionPermissions.sys.mjs",
      );
      await ExtensionPermissions.remove(ID, { permissions: [], origins }, extension);
    },

    /** Press one of the extension's keyboard shortcuts, named by its letter. */
    shortcut: (key) =>
      window.document.querySelector(`[id^=ext-keyset] key[key="${key}"]`).doCommand(),

    /** Press the button in the toolbar. */
    openPopup: () =>
      extension.apiManager.global.browserActionFor(extension).openPopup(window, true),

    /** The address that the toolbar's popup shows; nothing while it is closed. */
    popup: () => popup()?.currentURI.spec ?? "",

    /**
     * Click in the toolbar's popup once it can be used, with a mouse that its page cannot tell from
     * a real one.
     */
    clickInPopup(selector) {
      const script = (content, selector) => {
        const looking = content.setInterval(() => {
          const element = content.document.querySelector(`body[data-engine=ready] ${selector}`);
          if (!element) return;
          content.clearInterval(looking);
          const { x, y, width, height } = element.getBoundingClientRect();
          for (const type of ["mousemove", "mousedown", "mouseup"]) {
            const button = { button: 0, clickCount: 1, buttons: Number(type === "mousedown") };
            const where = [x + width / 2, y + height / 2];
            content.synthesizeMouseEvent(type, ...where, button, { toWindow: true });
          }
        }, 50);
      };
      const source = `(${script})(content, ${JSON.stringify(selector)})`;
      popup().messageManager.loadFrameScript(`data:,${encodeURIComponent(source)}`, false);
    },

    /** Close every tab but the first, which is the one that the tests lead about. */
    oneTab: () => window.gBrowser.removeAllTabsBut(window.gBrowser.tabs[0]),

    /** The addresses of all tabs of the window. */
    tabs: () => window.gBrowser.tabs.map((tab) => tab.linkedBrowser.currentURI.spec),
  };

  return commands[command](...given);
};
