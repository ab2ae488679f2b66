/* Tagwise: page views, link clicks and events of this page. Nothing is stored or sent against Do Not Track, GPC or a missing consent. */
((w, d, n) => {
  const script = d.currentScript;
  const set = script?.dataset ?? {};
  const early = w.tagwise;
  if (early?.loaded) return;
  const url = (set.host || (script ? new URL(script.src).origin : "")) + "/v1/batch";
  const off = n.globalPrivacyControl === true || n.doNotTrack === "1" || w.doNotTrack === "1";
  const queued = [];
  const memory = {};
  let agreed = set.consent !== "required";
  let queue = [];
  let busy = false;
  let tries = 0;
  let timer;

  // Where a page may not store, a cookie; where neither, as long as the page lives.
  const get = (key) => {
    try {
      const kept = localStorage.getItem("tagwise_" + key);
      if (kept !== null) return kept;
    } catch {
      // not allowed here
    }
    const found = d.cookie.match("(?:^|; )tagwise_" + key + "=([^;]*)");
    return found ? decodeURIComponent(found[1]) : (memory[key] ?? null);
  };
  const put = (key, value) => {
    memory[key] = value;
    try {
      if (value === null) localStorage.removeItem("tagwise_" + key);
      else return localStorage.setItem("tagwise_" + key, value);
    } catch {
      // not allowed here
    }
    if (key !== "queue")
      d.cookie = `tagwise_${key}=${encodeURIComponent(value ?? "")};path=/;samesite=lax;max-age=${value === null ? 0 : 31536000}${
        location.protocol === "https:" ? ";secure" : ""
      }`;
  };
  // Pages without https have no randomUUID.
  const uuid = () =>
    crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => (b + 256).toString(16).slice(1)).join("");
  const anonymous = () => {
    if (!get("id")) put("id", uuid());
    return get("id");
  };

  const page = () => ({ url: location.href, path: location.pathname, search: location.search, title: d.title, referrer: d.referrer });
  const campaign = () => {
    const found = {};
    for (const [key, value] of new URLSearchParams(location.search))
      if (key.startsWith("utm_")) found[key === "utm_campaign" ? "name" : key.slice(4)] = value;
    return found;
  };
  const send = (type, more) => {
    const context = { page: page(), campaign: campaign(), locale: n.language };
    const user = get("user");
    const message = { type, messageId: uuid(), anonymousId: anonymous(), timestamp: new Date().toISOString(), context, ...more };
    queue.push(user ? { userId: user, ...message } : message);
    queue = queue.slice(-100);
    keep();
    soon(50);
  };
  const keep = () => put("queue", queue.length ? JSON.stringify(queue) : null);
  const soon = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
  };
  // What leaves with the page may have 64 KB.
  const pack = () => {
    for (let count = 20; ; count >>= 1) {
      const batch = queue.slice(0, count);
      const body = JSON.stringify({ writeKey: set.key, sentAt: new Date().toISOString(), batch });
      if (body.length < 6e4 || count === 1) return { batch, body };
    }
  };
  const flush = async () => {
    if (busy || !queue.length || !agreed) return;
    busy = true;
    const { batch, body } = pack();
    let again = true;
    let after = 0;
    try {
      const answer = await fetch(url, { method: "POST", body, keepalive: body.length < 6e4, credentials: "omit" });
      again = answer.status === 429 || answer.status >= 500;
      after = answer.headers.get("retry-after") * 1e3;
    } catch {
      // the network is gone: later
    }
    busy = false;
    if (again) return soon(Math.max(1e3 * Math.min(60, 2 ** tries++), after));
    tries = 0;
    queue = queue.filter((message) => !batch.includes(message));
    keep();
    if (queue.length) soon(0);
  };
  const leave = () => {
    if (busy || !agreed || !queue.length) return;
    const { batch, body } = pack();
    if (!n.sendBeacon?.(url, body)) return;
    queue = queue.slice(batch.length);
    keep();
  };

  const acts = {
    page: (name, properties) => send("page", { name, properties: { ...page(), ...properties } }),
    track: (event, properties) => send("track", { event, properties }),
    identify: (user, traits) => {
      if (typeof user !== "object") put("user", String(user));
      send("identify", { traits: typeof user === "object" ? user : traits });
    },
    reset: () => ["user", "id"].forEach((key) => put(key, null)),
  };
  const call = (name, args) => {
    if (off || !acts[name]) return;
    if (agreed) acts[name](...args);
    else if (queued.length < 100) queued.push([name, args]);
  };
  const begin = () => {
    try {
      queue = JSON.parse(get("queue")) ?? [];
    } catch {
      queue = [];
    }
    for (const [name, args] of queued.splice(0)) call(name, args);
    if (queue.length) soon(50);
  };
  const consent = (yes) => {
    if (off || agreed === !!yes) return;
    agreed = !!yes;
    if (agreed) return begin();
    clearTimeout(timer);
    queue = [];
    for (const key of ["queue", "user", "id"]) put(key, null);
  };
  const api = { loaded: true, consent, push: ([name, ...args]) => (name === "consent" ? consent(...args) : call(name, args)) };
  for (const name in acts) api[name] = (...args) => call(name, args);
  w.tagwise = api;

  if (!off && agreed) begin();
  if (set.page !== "off") {
    let seen = location.href;
    const moved = () => {
      if (location.href === seen) return;
      seen = location.href;
      setTimeout(api.page);
    };
    api.page();
    for (const name of ["pushState", "replaceState"]) {
      const own = history[name];
      history[name] = (...args) => {
        own.apply(history, args);
        moved();
      };
    }
    w.addEventListener("popstate", moved);
  }
  if (set.links !== "off")
    for (const type of ["click", "auxclick"])
      d.addEventListener(
        type,
        ({ target, button }) => {
          const link = target.closest?.("a[href]");
          if (link && /^https?:$/.test(link.protocol) && button < 2)
            api.track("Link Clicked", { url: link.href, title: link.textContent.trim().slice(0, 200) });
        },
        true,
      );
  w.addEventListener("pagehide", leave);
  if (Array.isArray(early)) for (const each of early) api.push(each);
})(window, document, navigator);
