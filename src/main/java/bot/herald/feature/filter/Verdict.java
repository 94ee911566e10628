package bot.herald.feature.filter;

import bot.herald.feature.filter.FilterSettings.Action;

/**
 * Why a message is not wanted, and what happens to it.
 *
 * @param found in a few words for the channel's people, for example {@code a link to example.com}
 * @param reason for the chatter
 */
record Verdict(Action action, String found, String reason) {}
