"use strict";

// Keeps the list of a channel's events up to date; without it the list is what it was when the page was loaded.
(() => {
    const list = document.getElementById("feed");
    const state = document.getElementById("feed-state");
    if (!list || !state || !("WebSocket" in window)) {
        return;
    }
    const most = 50;
    const policyViolation = 1008;
    let last = list.dataset.last;
    let wait = 1000;

    // What the bot says comes twice: when Twitch has taken it, and as a message in chat.
    const isShown = (messageId) => Array.from(list.children).some((item) => item.dataset.message === messageId);

    const show = (event) => {
        last = event.id;
        if (event.messageId && isShown(event.messageId)) {
            return;
        }
        const at = document.createElement("span");
        at.className = "hint";
        at.textContent = event.at.slice(0, 16).replace("T", " ") + " UTC";
        const text = document.createElement("span");
        text.textContent = event.summary;
        const item = document.createElement("li");
        item.dataset.message = event.messageId || "";
        item.append(at, " ", text);
        list.prepend(item);
        while (list.children.length > most) {
            list.lastElementChild.remove();
        }
    };

    const open = () => {
        const address = new URL(list.dataset.path, window.location.href);
        address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
        address.searchParams.set("after", last);
        const socket = new WebSocket(address);
        socket.addEventListener("open", () => {
            wait = 1000;
            state.textContent = "This list is live.";
        });
        socket.addEventListener("message", (message) => show(JSON.parse(message.data)));
        socket.addEventListener("close", (closed) => {
            if (closed.code === policyViolation) {
                state.textContent = "This list is no longer live. Reload the page.";
                return;
            }
            state.textContent = "The connection is lost; trying again.";
            setTimeout(open, wait);
            wait = Math.min(wait * 2, 60000);
        });
    };
    open();
})();
