// The search of a Speur server as you type. On the server's own page it takes over what is there;
// on any other page <speur-zoek src="https://zoek.example.nl"></speur-zoek> becomes the same search.
// The server makes all HTML: this file fetches it and changes only what is different.
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const home = script?.src ?? location.href;
  const typingPause = 120; // ms, before a search
  const statusPause = 900; // ms, before a screen reader hears the count
  const slow = 500; // ms, before a search that takes long is shown to do so
  const styleWait = 3000; // ms, before a style sheet that does not come holds up the search no more
  const patience = 30000; // ms, before a search that is not answered counts as failed
  // For an element whose first search fails; every other message comes from the server.
  const failures = {
    nl: "Zoeken lukt nu niet. Probeer het straks nog eens.",
    en: "Search does not work right now. Please try again later.",
  };

  const shortcutKey = "speur-shortcut"; // in localStorage: "off" where the visitor wants none

  /** What the visitor chose for the shortcut; on where nothing can be stored. */
  const isShortcutOn = () => {
    try {
      return localStorage.getItem(shortcutKey) !== "off";
    } catch {
      return true;
    }
  };
  const storeShortcut = (isOn) => {
    try {
      localStorage.setItem(shortcutKey, isOn ? "on" : "off");
    } catch {
      // then it is for this page
    }
  };

  /**
   * The names and values of a query string. Codes that are no UTF-8 are read as Windows-1252, as the
   * server reads them in its own addresses; URLSearchParams would make U+FFFD of them.
   */
  const parametersOf = (search) => {
    const plain = (text) =>
      text.replaceAll("+", " ").replace(/(?:%[0-9a-f]{2})+/gi, (codes) => {
        try {
          return decodeURIComponent(codes);
        } catch {
          const bytes = codes.slice(1).split("%").map((code) => parseInt(code, 16));
          return new TextDecoder("windows-1252").decode(Uint8Array.from(bytes));
        }
      });
    return search.slice(1).split("&").filter(Boolean).map((part) => {
      const [name, ...value] = part.split("=");
      return [plain(name), plain(value.join("="))];
    });
  };

  /** The document at `url`. fetch() would need DOMParser, which Trusted Types forbid. */
  const fetchDocument = (url, signal) =>
    new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.responseType = "document";
      request.open("GET", url);
      request.onload = () => {
        if (request.status === 200 && request.response) done(request.response);
        else fail(new Error(`${url} answers ${request.status}`));
      };
      request.onerror = () => fail(new Error(`${url} cannot be reached`));
      request.onabort = () => fail(new Error(`${url} is no longer needed`));
      signal.addEventListener("abort", () => request.abort());
      request.send();
    });

  /** The nodes of a suggestion: text in which nothing is markup but `<mark>` and entities. */
  const nodesOf = (html) => {
    const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
    const plain = (text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => signs[name]);
    return html.split(/<mark>(.*?)<\/mark>/).map((text, place) => {
      if (place % 2 === 0) return plain(text);
      const mark = document.createElement("mark");
      mark.textContent = plain(text);
      return mark;
    });
  };

  /** Whether a key that is pressed at `at` may be text: also in a shadow root that is closed. */
  const mayWrite = (at) => {
    if (at.isContentEditable || at.matches?.("textarea, select")) return true;
    const keys = "[type=checkbox], [type=radio], [type=button], [type=submit], [type=reset]";
    if (at.localName === "input") return !at.matches(keys);
    if (at.matches?.("[role=textbox], [role=searchbox], [role=combobox]")) return true;
    // Of a field in a closed root only the host is seen, which has the focus though it can take none itself.
    const isHost = at === document.activeElement && at !== document.body;
    const takesFocus = "a[href], area, audio, button, embed, iframe, object, summary, video, [tabindex]";
    return isHost && (at.localName.includes("-") || !at.matches(takesFocus));
  };

  const keyOf = (node) => node.id || node.dataset?.key;
  const hasFocus = (node) => node === node.getRootNode().activeElement;

  /** Makes `old` equal to `fresh`, and leaves alone what the visitor does with it. */
  function morph(old, fresh) {
    if ("local" in old.dataset) return;
    // Whether it is unfolded is the visitor's, and a field that is disabled loses the focus.
    const isOurs = (name) =>
      !(name === "open" && old.localName === "details") && !(name === "disabled" && hasFocus(old));
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && isOurs(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value && isOurs(name)) old.setAttribute(name, value);
    }
    morphChildren(old, fresh);
    if (old.type === "checkbox") old.checked = fresh.checked;
    else if ("value" in old && old.localName !== "li" && !hasFocus(old)) old.value = fresh.value;
  }

  function morphChildren(old, fresh) {
    const wanted = new Set([...fresh.childNodes].map(keyOf));
    const byKey = new Map();
    for (const child of [...old.children]) {
      const key = keyOf(child);
      if (key && !wanted.has(key)) child.remove();
      else if (key) byKey.set(key, child);
    }
    const kept = new Set();
    let next = old.firstChild;
    for (const child of fresh.childNodes) {
      const key = keyOf(child);
      let known = key ? byKey.get(key) : next;
      while (!key && known && (keyOf(known) || known.nodeName !== child.nodeName)) {
        known = known.nextSibling;
      }
      if (known?.nodeName === child.nodeName) {
        if (known === next || !key) next = known.nextSibling;
        else old.insertBefore(known, next);
        if (known.nodeType === Node.ELEMENT_NODE) morph(known, child);
        else if (known.data !== child.data) known.data = child.data;
      } else {
        known = old.insertBefore(document.importNode(child, true), next);
      }
      kept.add(known);
    }
    for (const child of [...old.childNodes]) if (!kept.has(child)) child.remove();
  }

  /** The list of suggestions below a field: the combobox of ARIA 1.2. */
  class Suggestions {
    #field;
    #list;
    #request;
    #active = -1;

    constructor(field, list, base, choose) {
      this.#field = field;
      this.#list = list;
      this.base = base;
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-autocomplete", "list");
      field.setAttribute("aria-controls", list.id);
      this.close();
      field.addEventListener("blur", () => this.close());
      field.addEventListener("keydown", (event) => this.#press(event, choose));
      // The field keeps the focus.
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => {
        const option = event.target.closest("li");
        if (option) choose(option.textContent);
      });
    }

    async update() {
      this.#request?.abort();
      const request = (this.#request = new AbortController());
      const typed = this.#field.value.trim();
      if (!typed) return this.close();
      try {
        const url = new URL(`v1/suggest?limit=6&q=${encodeURIComponent(typed)}`, this.base);
        const response = await fetch(url, { signal: request.signal });
        const { suggestions } = await response.json();
        if (request === this.#request) this.#show(suggestions, typed);
      } catch {
        if (request === this.#request) this.close(); // a search without them is one, too
      }
    }

    close() {
      this.#request?.abort();
      this.#request = null;
      this.#list.hidden = true;
      this.#field.setAttribute("aria-expanded", "false");
      this.#activate(-1);
    }

    #show(suggestions, typed) {
      const isTyped = ({ text }) => text.toLowerCase() === typed.toLowerCase();
      if (!hasFocus(this.#field) || suggestions.every(isTyped)) return this.close();
      this.#list.replaceChildren(
        ...suggestions.map(({ html }, place) => {
          const option = document.createElement("li");
          option.id = `speur-option-${place}`;
          option.setAttribute("role", "option");
          option.append(...nodesOf(html));
          return option;
        }),
      );
      this.#list.hidden = false;
      this.#field.setAttribute("aria-expanded", "true");
      this.#activate(-1);
    }

    #activate(place) {
      this.#active = place;
      const options = [...this.#list.children];
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
      if (place < 0) return this.#field.removeAttribute("aria-activedescendant");
      this.#field.setAttribute("aria-activedescendant", options[place].id);
      options[place].scrollIntoView({ block: "nearest" });
    }

    #press(event, choose) {
      // Safari ends a composition before it tells of the Enter or Escape that ended it, with the code 229.
      if (event.isComposing || event.keyCode === 229) return;
      const { key } = event;
      const count = this.#list.children.length;
      if (this.#list.hidden) {
        if (key === "ArrowDown") {
          event.preventDefault();
          this.update();
        }
      } else if (key === "ArrowDown" || key === "ArrowUp") {
        event.preventDefault();
        // Past the ends is the field itself.
        const step = key === "ArrowDown" ? 1 : -1;
        this.#activate(((this.#active + 1 + step + count + 1) % (count + 1)) - 1);
      } else if (key === "Escape") {
        event.preventDefault();
        this.close();
      } else if (key === "Enter" && this.#active >= 0) {
        event.preventDefault();
        choose(this.#list.children[this.#active].textContent);
      }
    }
  }

  const isOwn = (name) => /^(q|filter|sort|page|(from|to)\..+)$/.test(name);

  class SpeurZoek extends HTMLElement {
    static observedAttributes = ["src", "lang"];

    #region; // what the server made
    #place; // what the region comes in the place of, until it is there
    #suggestions;
    #request;
    #typingTimer;
    #statusTimer;
    /** @type {[URLSearchParams, string, string?] | null} */
    #due = null; // the search that has no answer yet, as #load() takes it
    #shown; // the state that is on the screen, as in the URL
    #leftAt; // the query string of the URL when the element was taken out of the page
    #isTyped = false; // the last entry of the history came by typing
    #styled; // settles once the style sheet is there, or is known to fail

    connectedCallback() {
      addEventListener("popstate", this.#onPopState);
      addEventListener("pageshow", this.#onPageShow);
      document.addEventListener("keydown", this.#onShortcut);
      if (this.#region || this.shadowRoot) return this.#resume();
      const own = this.querySelector("#speur");
      if (own) {
        this.base = new URL(".", location.href);
        this.#take(own);
        this.#shown = this.#stateOfUrl().toString();
      } else {
        this.#begin(this.#stateOfUrl());
      }
    }

    disconnectedCallback() {
      clearTimeout(this.#typingTimer);
      clearTimeout(this.#statusTimer);
      this.#request?.abort();
      this.#suggestions?.close();
      this.#leftAt = location.search;
      removeEventListener("popstate", this.#onPopState);
      removeEventListener("pageshow", this.#onPageShow);
      document.removeEventListener("keydown", this.#onShortcut);
    }

    /** Another server or another language: the same search, from the beginning. */
    attributeChangedCallback(name, old, value) {
      if (old === value || !this.shadowRoot) return;
      this.#begin(this.#due?.[0] ?? new URLSearchParams(this.#shown));
    }

    /** Makes the element on another site, and searches. */
    #begin(state) {
      const source = this.getAttribute("src") ?? new URL(".", home).href;
      this.base = new URL(source.replace(/\/*$/, "/"), location.href);
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      const style = document.createElement("link");
      style.rel = "stylesheet";
      this.#styled = new Promise((done) => {
        style.onload = style.onerror = done;
        setTimeout(done, styleWait);
      });
      style.href = new URL("speur.css", this.base).href;
      // Until the server answers, and if it does not, what the page has in the element stands.
      this.#place = document.createElement("slot");
      shadow.replaceChildren(style, this.#place);
      this.#suggestions?.close();
      this.#region = null;
      this.#load(state, "none");
    }

    /** Goes on after the element was moved, or put back. */
    #resume() {
      if (this.#keepsUrl && this.#leftAt !== location.search) this.#load(this.#stateOfUrl(), "none");
      else if (this.#due) this.#load(...this.#due);
    }

    get #isEmbedded() {
      return this.shadowRoot !== null;
    }
    get #keepsUrl() {
      return this.getAttribute("history") !== "none";
    }

    // The state: what the form says is what the URL says.

    #stateOfUrl() {
      const given = this.#keepsUrl ? parametersOf(location.search) : [];
      return new URLSearchParams(
        given.filter(([name]) => isOwn(name) || (name === "lang" && !this.#isEmbedded)),
      );
    }

    #stateOfForm() {
      const fields = [...new FormData(this.#region.querySelector("form"))];
      return new URLSearchParams(
        fields.map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value),
      );
    }

    #remember(state, entry) {
      if (entry === "none" || !this.#keepsUrl) return;
      const url = new URL(location.href);
      for (const name of [...url.searchParams.keys()]) {
        if (isOwn(name) || (name === "lang" && !this.#isEmbedded)) url.searchParams.delete(name);
      }
      for (const [name, value] of state) {
        if (name !== "lang" || !this.#isEmbedded) url.searchParams.append(name, value);
      }
      url.hash = "";
      // A word is one step back, not one for each of its letters.
      const replaces = this.#isTyped && (entry === "typing" || entry === "submit");
      this.#isTyped = entry === "typing";
      if (url.href === location.href) return;
      if (replaces) history.replaceState(null, "", url);
      else history.pushState(null, "", url);
    }

    /** `entry`: what it is in the history: "typing", "submit", "choice", or "none" of its own. */
    async #load(state, entry, target) {
      clearTimeout(this.#typingTimer);
      this.#request?.abort();
      this.#due = [state, entry, target];
      if (!this.isConnected) return;
      const request = (this.#request = new AbortController());
      const url = new URL("fragment", this.base);
      url.search = state;
      if (this.#isEmbedded && this.lang) url.searchParams.set("lang", this.lang);
      if (entry === "typing") url.searchParams.set("typing", "true");
      const busy = setTimeout(() => this.#region?.classList.add("speur-busy"), slow);
      const overdue = setTimeout(() => request.abort(), patience);
      try {
        const page = await fetchDocument(url, request.signal);
        if (!this.#region) await this.#styled;
        if (request !== this.#request || !this.isConnected) return; // there is a later one
        this.#show(page.getElementById("speur"), entry, target);
        this.#due = null;
        this.#shown = state.toString();
        this.#remember(state, entry);
      } catch (error) {
        if (request !== this.#request || !this.isConnected) return;
        console.warn("speur-zoek:", error);
        this.#tellFailure();
      } finally {
        clearTimeout(busy);
        clearTimeout(overdue);
        if (request === this.#request) this.#region?.classList.remove("speur-busy");
      }
    }

    #tellFailure() {
      this.#suggestions?.close(); // or they cover what is told
      if (this.#region) {
        this.#region.querySelector("#speur-failed").hidden = false;
      } else if (this.#place.localName === "slot" && !this.innerText.trim() && !this.childElementCount) {
        // The page has nothing in the element that could stand for the search.
        const told = document.createElement("p");
        told.setAttribute("role", "alert");
        told.lang = this.lang.toLowerCase().startsWith("en") ? "en" : "nl";
        told.textContent = failures[told.lang];
        this.#place.replaceWith(told);
        this.#place = told;
      }
    }

    #show(fresh, entry, target) {
      if (!this.#region) {
        this.#place.replaceWith(document.importNode(fresh, true));
        this.#take(this.shadowRoot.getElementById("speur"));
        return;
      }
      const root = this.#region.getRootNode();
      const focused = this.#region.contains(root.activeElement) ? root.activeElement : null;
      morph(this.#region, fresh);
      this.#enhance();
      const field = this.#region.querySelector("#speur-q");
      if (entry !== "typing" && entry !== "submit") {
        field.value = fresh.querySelector("#speur-q").value;
      }
      const heading = this.#region.querySelector("#speur-results");
      if (target === "top") {
        heading?.scrollIntoView();
        heading?.focus({ preventScroll: true });
      } else if (focused && !hasFocus(focused)) {
        (focused.isConnected ? focused : heading ?? field).focus({ preventScroll: true });
      }
      this.#tell();
      if (this.#isEmbedded) return;
      document.title = this.#region.dataset.title;
      for (const link of document.querySelectorAll("a[data-language]")) this.#translate(link);
    }

    /** The link to the page in the other language leads to what is on the screen. */
    #translate(link) {
      const language = new URL(link.href).searchParams.get("lang");
      const url = new URL(location.href);
      url.searchParams.delete("lang");
      if (language) url.searchParams.set("lang", language);
      link.href = url;
    }

    /** Says the count to screen readers, once the visitor pauses. */
    #tell() {
      clearTimeout(this.#statusTimer);
      const status = this.#region.querySelector("#speur-status");
      const text = this.#region.dataset.status;
      this.#statusTimer = setTimeout(() => (status.textContent = text), statusPause);
    }

    // The visitor

    #take(region) {
      this.#region = region;
      this.dataset.ready = "";
      const field = region.querySelector("#speur-q");
      const list = region.querySelector("#speur-suggestions");
      this.#suggestions = new Suggestions(field, list, this.base, (text) => {
        field.value = text;
        this.#submit();
      });
      // Also while a phone or a dead key composes: what stands in the field is searched.
      field.addEventListener("input", () => {
        clearTimeout(this.#typingTimer);
        this.#due = [this.#stateOfForm(), "typing"];
        this.#typingTimer = setTimeout(() => {
          this.#load(this.#stateOfForm(), "typing");
          this.#suggestions.update();
        }, typingPause);
      });
      region.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#submit();
      });
      region.addEventListener("change", ({ target }) => {
        if (target.name && target !== field) this.#load(this.#stateOfForm(), "choice");
      });
      region.addEventListener("click", (event) => this.#follow(event));
      region.addEventListener("input", ({ target }) => {
        if (target.matches(".speur-find")) this.#find(target);
      });
      const shortcut = region.querySelector("#speur-shortcut input");
      shortcut.checked = isShortcutOn();
      shortcut.closest("p").hidden = false;
      shortcut.addEventListener("change", () => storeShortcut(shortcut.checked));
      this.#enhance();
    }

    #submit() {
      this.#suggestions.close();
      this.#load(this.#stateOfForm(), "submit");
    }

    #follow(event) {
      const link = event.target.closest?.("a[href]");
      const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (!link || !isPlain || event.button !== 0) return;
      const href = link.getAttribute("href");
      if (href.startsWith("#")) {
        event.preventDefault();
        this.#region.querySelector(href)?.focus();
      } else if (href.startsWith("?")) {
        event.preventDefault();
        const isPage = link.classList.contains("speur-page");
        this.#load(new URLSearchParams(href), "choice", isPage ? "top" : undefined);
      }
    }

    /** What only works with this script. */
    #enhance() {
      for (const field of this.#region.querySelectorAll(".speur-find")) {
        field.hidden = false;
        if (field.value) this.#find(field);
      }
      // Where the style sheet cannot unfold the filters beside the results.
      const filters = this.#region.querySelector("#speur-filters");
      const isWide = this.#region.clientWidth >= 48 * parseFloat(getComputedStyle(this).fontSize);
      if (filters && isWide && !CSS.supports("selector(::details-content)")) filters.open = true;
    }

    /** Leaves of a facet the values that have what is typed above them. */
    #find(field) {
      const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
      const wanted = plain(field.value);
      const facet = field.closest("fieldset");
      let found = 0;
      for (const item of facet.querySelectorAll("li")) {
        item.hidden = !plain(item.textContent).includes(wanted);
        if (!item.hidden) ++found;
      }
      facet.querySelector(".speur-find-none").hidden = found > 0;
      const more = facet.querySelector("details");
      if (more && wanted) more.open = true;
    }

    #onPopState = () => {
      if (!this.#keepsUrl) return;
      const state = this.#stateOfUrl();
      this.#isTyped = false;
      this.#suggestions?.close();
      if (state.toString() !== this.#shown) this.#load(state, "none");
    };

    /** Of a page that the browser kept: a request that was under way then never ends. */
    #onPageShow = ({ persisted }) => {
      if (persisted && this.#due) this.#load(...this.#due);
    };

    #onShortcut = (event) => {
      if (event.defaultPrevented || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (mayWrite(event.composedPath()[0]) || !this.#region?.querySelector("#speur-shortcut input").checked) return;
      const field = this.#region.querySelector("#speur-q");
      if (field.getClientRects().length === 0) return; // not shown: another element may be
      event.preventDefault();
      field.focus();
      field.select();
    };
  }

  if (!customElements.get("speur-zoek")) customElements.define("speur-zoek", SpeurZoek);
})();
