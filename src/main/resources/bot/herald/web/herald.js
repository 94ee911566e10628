"use strict";

// What scripts add to pages that work without them: local times, a live list that moves, ticking all boxes, countdowns.
(() => {
    const root = document.documentElement;
    root.classList.add("js");
    const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));

    // Times: the server writes UTC; people read their own.
    // In the page's language, and as is usual where the reader lives if that speaks it.
    const tongue = navigator.languages.find((one) => one.split("-")[0] === root.lang) || root.lang;
    const clock = new Intl.DateTimeFormat(tongue, { hour: "2-digit", minute: "2-digit" });
    const weekday = new Intl.DateTimeFormat(tongue, { weekday: "long", hour: "2-digit", minute: "2-digit" });
    const date = new Intl.DateTimeFormat(tongue, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    const dateOfYear = new Intl.DateTimeFormat(tongue, { day: "numeric", month: "short", year: "numeric" });
    const whole = new Intl.DateTimeFormat(tongue, { dateStyle: "full", timeStyle: "long" });
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
    const localTimes = (from) => all("time[datetime]:not([title]):not([data-count])", from).forEach((node) => {
        const time = new Date(node.dateTime);
        if (!Number.isNaN(time.getTime())) {
            node.textContent = words(time);
            node.title = whole.format(time);
        }
    });
    localTimes(document);
    document.addEventListener("htmx:afterSettle", () => localTimes(document));

    // A picture that does not come leaves the initials.
    all(".ava img, .emote").forEach((picture) => {
        const gone = () => picture.replaceWith(picture.alt);
        if (picture.complete && picture.naturalWidth === 0) {
            gone();
        }
        picture.addEventListener("error", gone);
    });

    // Menus: Escape closes them and leaves the focus on what opened them; the one over a phone's page goes with a look elsewhere.
    const shut = (menus) => menus.forEach((menu) => {
        menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
            const open = all(".switcher[open], .tabbar details[open]");
            const around = open.find((menu) => menu.contains(document.activeElement));
            shut(open);
            if (around) {
                around.querySelector("summary").focus();
            }
        }
    });
    ["focusin", "click"].forEach((what) => document.addEventListener(what, (event) =>
        shut(all(".tabbar details[open]").filter((menu) => !menu.contains(event.target)))));

    // A form over the page goes before the row is shown anew, so that the focus is where it came from.
    document.addEventListener("htmx:beforeSwap", (event) => {
        const over = event.detail.requestConfig.elt.closest("[popover]");
        if (over && event.detail.xhr.status === 400) {
            // Refused: it stays with what was typed, and says why.
            event.detail.shouldSwap = true;
            event.detail.isError = false;
        } else if (over && event.detail.shouldSwap) {
            over.hidePopover();
        }
    });

    // Whoever is logged out, or may not do it any more, is told so on the page that comes without scripts.
    document.addEventListener("htmx:responseError", (event) => {
        const sender = event.detail.elt;
        if (sender.matches(".sw")) {
            sender.form.requestSubmit(sender);
        } else if (sender.matches(".pop")) {
            sender.submit();
        }
    });

    document.addEventListener("change", (event) => {
        if (event.target.matches("[data-pickall]")) {
            all(".pick", event.target.closest("table")).forEach((box) => {
                box.checked = event.target.checked;
            });
        }
    });

    // Forms: variables are inserted at the cursor; what is wrong is said by the server while somebody types.
    document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-insert]");
        const field = button && document.getElementById(button.dataset.target);
        if (field) {
            field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
            field.focus();
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }
    });
    document.addEventListener("input", (event) => all("[data-len]").filter((node) => node.dataset.len === event.target.id)
        .forEach((node) => {
            // As the server counts: an emoji is one character.
            node.textContent = Array.from(event.target.value).length;
        }));
    document.addEventListener("htmx:afterSettle", () => all(".field > .wrong-text").forEach((message) => {
        const field = message.parentElement;
        const wrong = message.textContent.trim() !== "";
        field.classList.toggle("wrong", wrong);
        all("[aria-invalid]", field).forEach((input) => input.setAttribute("aria-invalid", String(wrong)));
    }));

    // A form is sent once, however often its button is pressed; until the page is shown again, or nothing came for a while.
    const sent = new Set();
    document.addEventListener("submit", (event) => {
        if (event.defaultPrevented || event.target.method !== "post") {
            return;
        }
        if (sent.has(event.target)) {
            event.preventDefault();
            return;
        }
        sent.add(event.target);
        setTimeout(() => sent.delete(event.target), 5000);
    });
    window.addEventListener("pageshow", () => sent.clear());

    // Countdowns to a moment; what stands there without scripts is right at the time of loading.
    const count = () => all("time[data-count]").forEach((node) => {
        const left = Math.max(0, Math.round((new Date(node.dateTime) - Date.now()) / 1000));
        const hours = Math.floor(left / 3600);
        const minutes = String(Math.floor(left / 60) % 60).padStart(hours ? 2 : 1, "0");
        const words = left === 0 ? node.dataset.count : (hours ? hours + ":" : "") + minutes + ":" + String(left % 60).padStart(2, "0");
        if (node.textContent !== words) {
            node.textContent = words;
        }
    });
    count();
    document.addEventListener("htmx:afterSettle", count);
    setInterval(count, 1000);

    // Plots: the server gives numbers, colours are those of the page.
    const colour = (name) => {
        const probe = document.createElement("span");
        probe.className = "probe-" + name;
        document.body.append(probe);
        const found = getComputedStyle(probe).color;
        probe.remove();
        return found;
    };
    const faded = (rgb, alpha) => rgb.replace(/rgba?\(([^)]+)\)/, (whole, parts) =>
        "rgba(" + parts.split(",").slice(0, 3).join(",") + "," + alpha + ")");
    const numbersOf = new Map();
    const draw = (place) => {
        const numbers = numbersOf.get(place);
        if (!numbers) {
            return;
        }
        place.replaceChildren();
        const times = numbers.messages.map((count, index) => numbers.from + index * numbers.step);
        const ink = colour("quiet");
        const line = colour("line");
        const flag = colour("flag");
        const onFlag = colour("on-flag");
        const chat = colour("accent");
        const answers = colour("good");
        const tip = document.createElement("div");
        tip.className = "tip";
        tip.hidden = true;
        const axis = { stroke: ink, ticks: { show: false }, font: "12px system-ui, sans-serif" };
        const label = (seconds) => {
            const at = new Date(seconds * 1000);
            return numbers.step < 900 ? clock.format(at) : date.format(at);
        };
        const shortDay = new Intl.DateTimeFormat(tongue, { day: "numeric", month: "short" });
        const bands = (plot) => numbers.streams.forEach((stream) => {
            const left = plot.valToPos(stream.from, "x", true);
            const right = plot.valToPos(stream.to, "x", true);
            plot.ctx.fillStyle = faded(chat, 0.08);
            plot.ctx.fillRect(left, plot.bbox.top, right - left, plot.bbox.height);
        });
        const flags = (plot) => numbers.raids.slice(-12).forEach((raid, index, shown) => {
            const ratio = devicePixelRatio;
            const ctx = plot.ctx;
            const x = Math.round(plot.valToPos(raid.at, "x", true));
            const top = plot.bbox.top + ((shown.length - 1 - index) % 4) * 21 * ratio;
            ctx.save();
            ctx.strokeStyle = flag;
            ctx.lineWidth = 1.5 * ratio;
            ctx.beginPath();
            ctx.moveTo(x, top);
            ctx.lineTo(x, plot.bbox.top + plot.bbox.height);
            ctx.stroke();
            ctx.font = "600 " + 11 * ratio + "px system-ui, sans-serif";
            const words = plot.width > 480 ? raid.login + ", " + raid.viewers : String(raid.viewers);
            const width = ctx.measureText(words).width + 18 * ratio;
            const height = 18 * ratio;
            const side = x + width > plot.bbox.left + plot.bbox.width ? -1 : 1;
            ctx.fillStyle = flag;
            ctx.beginPath();
            ctx.moveTo(x, top);
            ctx.lineTo(x + side * width, top);
            ctx.lineTo(x + side * (width - 6 * ratio), top + height / 2);
            ctx.lineTo(x + side * width, top + height);
            ctx.lineTo(x, top + height);
            ctx.fill();
            ctx.fillStyle = onFlag;
            ctx.textBaseline = "middle";
            ctx.textAlign = side < 0 ? "right" : "left";
            ctx.fillText(words, x + side * 5 * ratio, top + height / 2 + ratio / 2);
            ctx.restore();
        });
        const pointed = (plot) => {
            const at = plot.cursor.idx;
            tip.hidden = at === null || at === undefined || plot.cursor.left < 0;
            if (!tip.hidden) {
                tip.textContent = label(plot.data[0][at]) + " · " + place.dataset.messages + " " + plot.data[1][at] + " · " + place.dataset.answers + " " + plot.data[2][at];
                tip.style.left = Math.min(plot.cursor.left + 50, place.clientWidth - tip.offsetWidth - 4) + "px";
                tip.style.top = "2rem";
            }
        };
        const drawn = new window.uPlot({
            width: place.clientWidth,
            height: place.clientHeight,
            padding: [8, 24, 0, 0],
            cursor: { y: false, points: { size: 7 } },
            legend: { show: false },
            scales: { y: { range: (plot, low, high) => [0, Math.max(5, high * 1.35)] } },
            axes: [
                { ...axis, grid: { show: false }, space: 80, values: (plot, ticks) => ticks.map((tick) =>
                    numbers.step < 900 ? clock.format(new Date(tick * 1000)) : shortDay.format(new Date(tick * 1000))) },
                { ...axis, grid: { stroke: line, width: 1 }, size: 44 },
            ],
            series: [
                {},
                { stroke: chat, width: 2, fill: faded(chat, 0.16), points: { show: false } },
                { stroke: answers, width: 2, points: { show: false } },
            ],
            hooks: { drawClear: [bands], draw: [flags], setCursor: [pointed] },
        }, [times, numbers.messages, numbers.answers], place);
        place.append(tip);
        place.dataset.drawn = String(drawn.data[0].length);
    };
    const plots = window.uPlot ? all("[data-plot]") : [];
    plots.forEach((place) => fetch(place.dataset.plot, { headers: { Accept: "application/json" } })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
        .then((numbers) => {
            numbersOf.set(place, numbers);
            draw(place);
        })
        .catch(() => {
            place.textContent = place.dataset.failed;
        }));
    if (plots.length > 0) {
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach(draw));
        let soon;
        window.addEventListener("resize", () => {
            clearTimeout(soon);
            soon = setTimeout(() => plots.forEach(draw), 150);
        });
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
        "channel.channel_points_custom_reward_redemption.add": ["event sub", "gift-fill"],
        "channel.chat.clear": ["event bad", "shield-exclamation"],
        "herald.chat.dropped": ["event bad", "exclamation-triangle-fill"],
        "herald.chat.deleted": ["event bad", "shield-exclamation"],
        "herald.chat.timeout": ["event bad", "shield-exclamation"],
        "herald.chat.warning": ["event bad", "shield-exclamation"],
        "herald.token.state": ["event", "key-fill"],
    };
    const badges = [
        ["broadcaster", "own", "camera-video-fill"],
        ["moderator", "mod", "shield-fill"],
        ["vip", "vip", "gem"],
        ["founder", "sub", "star-fill"],
        ["subscriber", "sub", "star-fill"],
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
    const badge = (look, name) => {
        const made = element("span", "badge-i " + look, "");
        made.append(icon(name), element("span", "visually-hidden", list.dataset[look] + " "));
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
    const shown = (messageId) => Array.from(list.children).find((item) => messageId && item.dataset.message === messageId);
    const withPictures = list.dataset.pictures === "on";
    /** What was written, with emotes as pictures where that is wanted. */
    const said = (text, emotes) => {
        const made = element("span", "said", "");
        text.split(/(\s+)/).forEach((word) => {
            const id = withPictures && emotes && Object.hasOwn(emotes, word) ? emotes[word] : "";
            if (/^\w{1,100}$/.test(id)) {
                const picture = element("img", "emote", "");
                picture.src = "https://static-cdn.jtvnw.net/emoticons/v2/" + id + "/default/light/1.0";
                picture.alt = word;
                picture.title = word;
                picture.width = 28;
                picture.height = 28;
                picture.referrerPolicy = "no-referrer";
                picture.addEventListener("error", () => picture.replaceWith(word));
                made.append(picture);
            } else {
                made.append(word);
            }
        });
        return made;
    };
    /** Above a reply stands whom it answers; Twitch's text begins with that, too. */
    const reply = (item, event) => {
        const answered = shown(event.replyTo);
        const name = (answered && answered.querySelector(".name") || { textContent: event.replyToName || "" }).textContent;
        if (name) {
            const made = element("span", "reply", "");
            made.append(icon("reply-fill"), " " + list.dataset.to + " ", element("bdi", "", "@" + name));
            item.append(made);
        }
        const address = "@" + name + " ";
        return name && event.text.startsWith(address) ? event.text.slice(address.length) : event.text;
    };
    const strike = (item) => {
        if (item && !item.classList.contains("deleted")) {
            item.classList.add("deleted");
            item.append(element("span", "gone", " " + list.dataset.deleted));
        }
    };
    const line = (event) => {
        const item = document.createElement("li");
        const at = element("span", "at", "");
        at.append(time(event.at));
        item.append(at);
        item.dataset.message = event.messageId || "";
        item.dataset.writer = event.type === "channel.chat.message" && event.user ? event.user.id : "";
        if (event.type === "channel.chat.message") {
            const user = event.user || { id: "", displayName: list.dataset.somebody };
            const text = reply(item, event);
            const worn = badges.find(([twitch]) => (event.badges || []).includes(twitch));
            if (worn) {
                item.append(badge(worn[1], worn[2]));
            }
            item.append(element("bdi", "name n" + hue(user.id), user.displayName), ": ", said(text, event.emotes));
        } else if (event.type === "herald.chat.sent") {
            item.className = "bot";
            reply(item, event);
            item.append(badge("botb", "megaphone-fill"), element("bdi", "name", "Herald"), ": ", element("span", "said", event.text));
        } else {
            const [className, iconName] = kinds[event.type] || ["event", "dot"];
            item.className = className;
            item.append(icon(iconName), " ", element("span", "said", event.summary));
        }
        item.classList.add("fresh");
        return item;
    };

    // What the bot says comes twice: when Twitch has taken it, and as a message in chat.
    const show = (event) => {
        const twin = event.messageId ? shown(event.messageId) : undefined;
        if (twin) {
            if (event.type === "herald.chat.sent") {
                twin.replaceWith(line(event));
            }
            return;
        }
        strike(shown(event.deleted));
        if (event.deletedFrom) {
            Array.from(list.children).filter((item) => item.dataset.writer === event.deletedFrom).forEach(strike);
        }
        if (event.type === "channel.chat.clear") {
            Array.from(list.children).filter((item) => item.dataset.message).forEach(strike);
        }
        if (event.type === "channel.chat.message_delete" || event.deletedFrom) {
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
            pause.querySelector("span").textContent = isPaused ? pause.dataset.goOn : pause.dataset.wait;
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
            say(state.dataset.live, "good");
        });
        socket.addEventListener("message", (message) => heard(JSON.parse(message.data)));
        socket.addEventListener("close", (closed) => {
            if (closed.code === policyViolation) {
                say(state.dataset.reload, "warn");
                return;
            }
            say(state.dataset.again, "warn");
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
        button.textContent = text.dataset.copy || "Copy";
        button.addEventListener("click", async () => {
            try {
                await navigator.clipboard.writeText(text.textContent);
                button.textContent = text.dataset.copied || "Copied";
            } catch {
                // Browsers let pages copy under https and on localhost only.
                window.getSelection().selectAllChildren(text);
                button.textContent = text.dataset.press || "Press Ctrl+C";
            }
        });
        text.after(button);
    }

    // Port and address are checked as soon as they are typed, and an address on this machine follows the port.
    const fields = ["web-port", "public-url"].map((id) => document.getElementById(id)).filter(Boolean);
    let latest = 0;
    const check = async () => {
        const mine = ++latest;
        const asked = new URLSearchParams({ form: fields[0].form.elements.form.value, do: "address" });
        for (const field of fields) {
            asked.set(field.name, field.value);
        }
        try {
            const answer = await fetch("setup", { method: "POST", headers: { Accept: "text/html" }, body: asked });
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            if (mine !== latest || fields.some((field) => !page.getElementById(field.id))) {
                return;
            }
            for (const field of fields) {
                field.setAttribute("aria-invalid", page.getElementById(field.id).getAttribute("aria-invalid"));
                const hint = page.getElementById(`${field.id}-hint`);
                document.getElementById(hint.id).replaceChildren(...hint.childNodes);
            }
            const texts = page.querySelectorAll("code.copy");
            document.querySelectorAll("code.copy").forEach((text, i) => {
                text.textContent = texts[i].textContent;
            });
        } catch {
            // The button asks the same, and the browser says why it cannot.
        }
    };
    for (const field of fields) {
        let before = field.value;
        field.addEventListener("change", () => {
            const address = document.getElementById("public-url");
            if (field.id === "web-port" && address && address.value === `http://localhost:${before}`) {
                address.value = `http://localhost:${field.value}`;
            }
            before = field.value;
            check();
        });
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
