// Lets the search box of MkDocs Material (8 and 9) ask this server. One file, run twice: in the
// page, before Material's own script, where it puts itself in the place of Material's search
// worker; and as that worker, which speaks Material's protocol: it is sent 0 (the index that it
// does not need) and answers 1, and for each 2 (a query) answers one 3.
(() => {
  "use strict";

  if (typeof document === "undefined") {
    runWorker(/** @type {any} */ (self).speurServer);
  } else {
    takePlace(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  }

  function takePlace(source) {
    const element = document.getElementById("__config");
    if (element === null) {
      console.error("speur-material.js stands before #__config, or this is no MkDocs Material");
      return;
    }
    const config = JSON.parse(element.textContent);
    const server = JSON.stringify(new URL(".", source));
    // A worker has to be of the page's origin, but may import what is not.
    const code = `self.speurServer = ${server}; importScripts(${JSON.stringify(source)});`;
    config.search = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    element.textContent = JSON.stringify(config);
    // Material 8 asks these: the query is ours to read, and its own index need not be fetched.
    const lang = [document.documentElement.lang || "nl"];
    /** @type {any} */ (window).__search = {
      transform: (query) => query.trim(),
      index: Promise.resolve({ config: { lang, separator: "[\\s\\-]+" }, docs: [] }),
    };
  }

  function runWorker(server) {
    const setup = 0, ready = 1, query = 2, result = 3;
    const before = "\u0002", after = "\u0003";
    const messages = {
      nl: ["De zoekserver antwoordt niet", "Probeer het later nog eens."],
      en: ["The search server does not answer", "Please try again later."],
    };
    let message = messages.nl;
    let suggests = false;
    let turn = Promise.resolve(); // answers keep the order of the queries

    addEventListener("message", ({ data: { type, data } }) => {
      if (type === setup) {
        const options = data.options ?? {};
        suggests = Boolean(options.suggest ?? options.suggestions);
        message = messages[data.config?.lang?.[0]] ?? messages.nl;
        postMessage({ type: ready });
      } else if (type === query) {
        turn = turn.then(async () => postMessage({ type: result, data: await answer(data) }));
      }
    });

    async function answer(text) {
      if (text.trim() === "") return { items: [] };
      try {
        const [items, words] = await Promise.all([search(text), suggests ? suggest(text) : []]);
        // 8 reads `suggestions`, 9 `suggest`.
        return suggests ? { items, suggestions: words, suggest: words } : { items };
      } catch (error) {
        console.error(error);
        const [title, advice] = message;
        return { items: [[{ location: "", title, text: advice, score: 1, terms: {} }]] };
      }
    }

    async function ask(url, body) {
      const response = await fetch(new URL(url, server), {
        ...(body && { method: "POST", body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.json();
    }

    async function search(text) {
      const { results } = await ask("1/indexes/*/queries", {
        requests: [{
          query: text,
          hitsPerPage: 40,
          highlightPreTag: before,
          highlightPostTag: after,
          attributesToRetrieve: ["url", "title", "tags", "sections", "missing"],
          attributesToHighlight: ["title", "description", "sections"],
          attributesToSnippet: [],
        }],
      });
      const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      return results[0].hits.map((hit, place) => group(hit, words, results[0].hits.length - place));
    }

    /** A page and its sections as Material has them: the page itself is the first. */
    function group(hit, words, score) {
      const { title, description, sections } = hit._highlightResult;
      const missing = new Set(hit.missing.map((word) => word.toLowerCase()));
      const terms = Object.fromEntries(words.map((word) => [word, !missing.has(word)]));
      for (const word of missing) terms[word] = false;
      const page = {
        location: hit.url.replace(/^\//, ""),
        title: html(title.value),
        text: html(description.value),
        score,
        terms,
        ...(Array.isArray(hit.tags) && { tags: hit.tags.map(html) }),
      };
      const parts = [];
      sections.forEach(({ heading, snippet }, place) => {
        const { url, heading: plain } = hit.sections[place];
        const text = html(snippet.value);
        const isBegin = !url.includes("#") || plain === hit.title;
        if (isBegin) {
          page.text = text || page.text;
          return;
        }
        // What scores as the page is shown at once, the rest at the reader's wish.
        const part = { location: url.replace(/^\//, ""), title: html(heading.value), text, terms };
        parts.push({ ...part, score: place === 0 ? score : score - 0.5 });
      });
      return [page, ...parts];
    }

    /** The text with its marks as HTML: Material sets it as it is. */
    function html(text) {
      const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
      return text
        .replace(/[&<>"']/g, (sign) => entities[sign])
        .replaceAll(before, "<mark>")
        .replaceAll(after, "</mark>");
    }

    /** The last word of the query as it may go on, for Material to show behind it. */
    async function suggest(text) {
      const { suggestions } = await ask(`v1/suggest?limit=5&q=${encodeURIComponent(text)}`);
      const typed = text.toLowerCase();
      const found = suggestions.find((one) => one.text.toLowerCase().startsWith(typed));
      if (found === undefined) return [];
      const [rest] = /^[\p{L}\p{N}]*/u.exec(found.text.slice(text.length));
      const last = text.split(/[\s-]+/).at(-1);
      return rest === "" ? [] : [last + rest];
    }
  }
})();
