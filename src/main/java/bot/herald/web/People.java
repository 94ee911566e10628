package bot.herald.web;

import bot.herald.account.AuditTrail;
import bot.herald.account.ManagedChannels;
import bot.herald.account.PersonStore;
import bot.herald.account.Sessions;
import bot.herald.feature.EditLog;
import java.time.Clock;

/** What the web asks about people and the channels they manage. */
public record People(
        Sessions sessions,
        ManagedChannels managed,
        Views views,
        ChannelDisconnector disconnector,
        ChannelBooks books,
        PersonStore persons,
        AuditTrail trail,
        EditLog edits,
        Clock clock) {}
