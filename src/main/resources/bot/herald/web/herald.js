"use strict";

// What scripts add to pages that work without them: local times, a live list that moves, ticking all boxes, countdowns.
(() => {
    const root = document.documentElement;
    root.classList.add("js");
    const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));

    // Times: the server writes UTC; people read their own.
    const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
    const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long", hour: "2-digit", minute: "2-digit" });
    const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    const dateOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
    const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
    const day = 24 * 60 * 60 * 1000;
    const words = (time) => {
        const now = new Date();
        const apart = Math.abs(now - time);
        if (time.toDateString() === now.toDateString()) {
            return clock.format(time);
        }
        if (apart < 6 * day) {
            return weekday.format(time);
        }
        return apart < 300 * day ? date.format(time) : dateOfYear.format(time);
    };
    const localTimes = (from) => all("time[datetime]:not([title])", from).forEach((node) => {
        const time = new Date(node.dateTime);
        if (!Number.isNaN(time.getTime())) {
            node.textContent = words(time);
            node.title = whole.format(time);
        }
    });
    localTimes(document);
    document.addEventListener("htmx:afterSettle", () => localTimes(document));

    // A picture that does not come leaves the initials.
    all(".ava img").forEach((picture) => {
        if (picture.complete && picture.naturalWidth === 0) {
            picture.remove();
        }
        picture.addEventListener("error", () => picture.remove());
    });

    document.addEventListener("change", (event) => {
        if (event.target.matches("[data-pickall]")) {
            all(".pick", event.target.closest("table")).forEach((box) => {
                box.checked = event.target.checked;
            });
        }
    });

    // Countdowns to a moment; what stands there without scripts is right at the time of loading.
    const countdowns = all("time[data-count]");
    if (countdowns.length > 0) {
        setInterval(() => countdowns.forEach((node) => {
            const left = Math.max(0, Math.round((new Date(node.dateTime) - Date.now()) / 1000));
            node.textContent = left === 0 ? "now" : Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
        }), 1000);
    }

    // The live list.
    const list = document.getElementById("feed");
    const state = document.getElementById("feed-state");
    if (!list || !state || !("WebSocket" in window)) {
        return;
    }
    const most = 200;
    const policyViolation = 1008;
    const pause = document.querySelector("[data-pause]");
    let last = list.dataset.last;
    let wait = 1000;
    let paused = [];
    let isPaused = false;

    const kinds = {
        "channel.raid": ["event raid", "people-fill"],
        "channel.shoutout.create": ["event shout", "megaphone-fill"],
        "channel.subscribe": ["event sub", "star-fill"],
        "channel.subscription.message": ["event sub", "star-fill"],
        "channel.subscription.gift": ["event sub", "gift-fill"],
        "channel.cheer": ["event sub", "gem"],
        "channel.follow": ["event sub", "person-heart"],
        "stream.online": ["event", "broadcast"],
        "stream.offline": ["event", "broadcast"],
        "channel.update": ["event", "pencil-square"],
        "channel.moderator.add": ["event", "shield-fill"],
        "channel.moderator.remove": ["event", "shield-fill"],
        "herald.chat.dropped": ["event bad", "exclamation-triangle-fill"],
        "herald.token.state": ["event", "key-fill"],
    };
    const badges = [
        ["broadcaster", "own", "camera-video-fill", "Broadcaster"],
        ["moderator", "mod", "shield-fill", "Moderator"],
        ["vip", "vip", "gem", "VIP"],
        ["founder", "sub", "star-fill", "Subscriber"],
        ["subscriber", "sub", "star-fill", "Subscriber"],
    ];
    const element = (tag, className, text) => {
        const made = document.createElement(tag);
        made.className = className;
        made.textContent = text;
        return made;
    };
    const icon = (name) => {
        const made = element("i", "bi bi-" + name, "");
        made.setAttribute("aria-hidden", "true");
        return made;
    };
    const badge = (look, name, words) => {
        const made = element("span", "badge-i " + look, "");
        made.append(icon(name), element("span", "visually-hidden", words + " "));
        return made;
    };
    /** The same colour as the server gives: of the id as Java counts it. */
    const hue = (id) => {
        let hash = 0;
        for (let i = 0; i < id.length; i += 1) {
            hash = (Math.imul(31, hash) + id.charCodeAt(i)) | 0;
        }
        return 1 + ((hash % 8) + 8) % 8;
    };
    const time = (at) => {
        const made = element("time", "", clock.format(new Date(at)));
        made.dateTime = at;
        made.title = whole.format(new Date(at));
        return made;
    };
    const line = (event) => {
        const item = document.createElement("li");
        const at = element("span", "at", "");
        at.append(time(event.at));
        item.append(at);
        item.dataset.message = event.messageId || "";
        if (event.type === "channel.chat.message") {
            const user = event.user || { id: "", displayName: "Somebody" };
            const worn = badges.find(([twitch]) => (event.badges || []).includes(twitch));
            if (worn) {
                item.append(badge(worn[1], worn[2], worn[3]));
            }
            item.append(element("bdi", "name n" + hue(user.id), user.displayName), ": ", element("span", "said", event.text));
        } else if (event.type === "herald.chat.sent") {
            item.className = "bot";
            item.append(badge("botb", "megaphone-fill", "Bot"), element("bdi", "name", "Herald"), ": ", element("span", "said", event.text));
        } else {
            const [className, iconName] = kinds[event.type] || ["event", "dot"];
            item.className = className;
            item.append(icon(iconName), " ", element("span", "said", event.summary));
        }
        item.classList.add("fresh");
        return item;
    };

    // What the bot says comes twice: when Twitch has taken it, and as a message in chat.
    const shown = (messageId) => Array.from(list.children).find((item) => item.dataset.message === messageId);
    const show = (event) => {
        const twin = event.messageId ? shown(event.messageId) : undefined;
        if (twin) {
            if (event.type === "herald.chat.sent") {
                twin.replaceWith(line(event));
            }
            return;
        }
        all(".empty", list).forEach((item) => item.remove());
        list.prepend(line(event));
        while (list.children.length > most) {
            list.lastElementChild.remove();
        }
    };
    const heard = (event) => {
        last = event.id;
        if (isPaused) {
            paused.push(event);
            paused = paused.slice(-most);
        } else {
            show(event);
        }
    };
    if (pause) {
        pause.addEventListener("click", () => {
            isPaused = !isPaused;
            pause.setAttribute("aria-pressed", String(isPaused));
            pause.querySelector("span").textContent = isPaused ? "Go on" : "Pause";
            paused.forEach(show);
            paused = [];
        });
    }
    const say = (text, look) => {
        state.textContent = text;
        state.className = "chip " + look;
    };

    const open = () => {
        const address = new URL(list.dataset.path, window.location.href);
        address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
        address.searchParams.set("after", last);
        const socket = new WebSocket(address);
        socket.addEventListener("open", () => {
            wait = 1000;
            say("Live", "good");
        });
        socket.addEventListener("message", (message) => heard(JSON.parse(message.data)));
        socket.addEventListener("close", (closed) => {
            if (closed.code === policyViolation) {
                say("Not live any more: reload the page", "warn");
                return;
            }
            say("Reconnecting", "warn");
            setTimeout(open, wait);
            wait = Math.min(wait * 2, 60000);
        });
    };
    open();
})();

// Setting Herald up: buttons that copy what has to be copied, and a page that goes on when something was done elsewhere.
(() => {
    for (const text of document.querySelectorAll("code.copy")) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn sm";
        button.textContent = "Copy";
        button.addEventListener("click", async () => {
            try {
                await navigator.clipboard.writeText(text.textContent);
                button.textContent = "Copied";
            } catch {
                // Browsers let pages copy under https and on localhost only.
                window.getSelection().selectAllChildren(text);
                button.textContent = "Press Ctrl+C";
            }
        });
        text.after(button);
    }

    const here = document.querySelector("[data-setup-step]");
    if (!here || here.dataset.setupStep === "4") {
        return;
    }
    const look = async () => {
        try {
            const answer = await fetch("setup", { headers: { Accept: "text/html" } });
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const there = page.querySelector("[data-setup-step]");
            if (there && there.dataset.setupStep !== here.dataset.setupStep) {
                window.location.assign("setup");
                return;
            }
        } catch {
            // Herald may be starting again; the next look tells.
        }
        setTimeout(look, 5000);
    };
    setTimeout(look, 5000);
})();
