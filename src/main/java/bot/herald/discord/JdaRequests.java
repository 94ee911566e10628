package bot.herald.discord;

import bot.herald.discord.DiscordBot.Asked;
import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Post;
import bot.herald.identity.DiscordUserId;
import bot.herald.retry.RetryPolicy;
import bot.herald.template.Characters;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What the bot asks of Discord through one of JDA's connections, and Discord's answers in Herald's words. A connection
 * may be missing, or close at any moment. Safe for concurrent use; each call blocks for {@link #PATIENCE} at most.
 */
final class JdaRequests {
    static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String NOT_CONNECTED = "Herald is not connected to Discord";
    private static final String OUTAGE = "the server has an outage";
    private static final String NO_CHANNEL = "The channel doesn't exist on Discord any more. Link another channel.";

    private final Clock clock;

    JdaRequests(Clock clock) {
        this.clock = clock;
    }

    /** What to make of each way in which a request may end. */
    private interface Answers<T, R> {
        R done(T answer);

        R refused(ErrorResponseException refusal);

        /** Nothing was sent to Discord. */
        R notSent(String reason);

        /** Discord may have done it. */
        R unclear(String reason);
    }

    Asked member(@Nullable JDA open, String serverId, DiscordUserId person) {
        if (open == null) {
            return new Asked.Failed(NOT_CONNECTED);
        }
        Guild guild = open.getGuildById(serverId);
        return guild == null
                ? new Asked.Failed(OUTAGE)
                : asked(guild.retrieveMemberById(person.value()).useCache(false), new MemberAnswers());
    }

    private static final class MemberAnswers implements Answers<net.dv8tion.jda.api.entities.Member, Asked> {
        @Override
        public Asked done(net.dv8tion.jda.api.entities.Member member) {
            return new Asked.Is(JdaEvents.member(member));
        }

        @Override
        public Asked refused(ErrorResponseException refusal) {
            return refusal.getErrorResponse() == ErrorResponse.UNKNOWN_MEMBER
                            || refusal.getErrorResponse() == ErrorResponse.UNKNOWN_USER
                    ? new Asked.NoMember()
                    : new Asked.Failed(words(refusal));
        }

        @Override
        public Asked notSent(String reason) {
            return new Asked.Failed(reason);
        }

        @Override
        public Asked unclear(String reason) {
            return new Asked.Failed(reason);
        }
    }

    Outcome post(@Nullable JDA open, String serverId, String channelId, String nonce, Post post) {
        return in(open, serverId, channelId, channel -> {
            MessageCreateBuilder message = new MessageCreateBuilder()
                    .setContent(mentioned(post))
                    .setEmbeds(List.of(embed(post)))
                    .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class));
            return channel.sendMessage(
                            (post.roleId().isEmpty() ? message : message.mentionRoles(post.roleId())).build())
                    .setNonce(nonce);
        });
    }

    Outcome edit(@Nullable JDA open, String serverId, String channelId, String messageId, Post post) {
        return in(
                open,
                serverId,
                channelId,
                channel -> channel.editMessageById(
                        messageId,
                        new MessageEditBuilder()
                                .setContent(mentioned(post))
                                .setEmbeds(List.of(embed(post)))
                                .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class))
                                .build()));
    }

    private Outcome in(
            @Nullable JDA open,
            String serverId,
            String channelId,
            Function<GuildMessageChannel, RestAction<Message>> action) {
        if (open == null) {
            return later(NOT_CONNECTED);
        }
        Guild guild = open.getGuildById(serverId);
        GuildMessageChannel channel = open.getChannelById(GuildMessageChannel.class, channelId);
        if (guild == null) {
            return later(OUTAGE);
        }
        if (channel == null) {
            return new Outcome.Unusable(NO_CHANNEL);
        }
        OffsetDateTime timedOutUntil = guild.getSelfMember().getTimeOutEnd();
        Duration left = timedOutUntil == null ? Duration.ZERO : Duration.between(clock.instant(), timedOutUntil);
        if (!left.isNegative() && !left.isZero()) {
            // No event tells when that is over.
            return new Outcome.Later(
                    "a moderator has put the bot in a time-out", false, RetryPolicy.BANNED, Optional.of(left));
        }
        try {
            return asked(action.apply(channel), new MessageAnswers());
        } catch (InsufficientPermissionException e) {
            return lacking(e.getPermission().getName());
        }
    }

    private static final class MessageAnswers implements Answers<Message, Outcome> {
        @Override
        public Outcome done(Message message) {
            return new Outcome.Done(message.getId());
        }

        @Override
        public Outcome refused(ErrorResponseException refusal) {
            return switch (refusal.getErrorResponse()) {
                case UNKNOWN_MESSAGE -> new Outcome.MessageGone();
                case UNKNOWN_CHANNEL -> new Outcome.Unusable(NO_CHANNEL);
                case UNKNOWN_GUILD -> new Outcome.Unusable("Herald isn't in the server any more. Invite it again.");
                case MISSING_ACCESS -> lacking("View Channels");
                case MISSING_PERMISSIONS -> lacking("Send Messages and Embed Links");
                default -> new Outcome.Later(words(refusal), refusal.getErrorCode() <= 0 || refusal.isServerError());
            };
        }

        @Override
        public Outcome notSent(String reason) {
            return later(reason);
        }

        @Override
        public Outcome unclear(String reason) {
            return new Outcome.Later(reason, true);
        }
    }

    private static String words(ErrorResponseException refusal) {
        return refusal.getErrorCode() + " " + refusal.getMeaning();
    }

    private static Outcome lacking(String permission) {
        return new Outcome.Unusable("Herald may not write in the channel. Give its role \"" + permission
                + "\" there, in the channel's permissions on Discord.");
    }

    private static Outcome later(String reason) {
        return new Outcome.Later(reason, false);
    }

    /** The deadline covers both JDA's waiting for rate limits and Discord's answer. */
    private static <T, R> R asked(RestAction<T> action, Answers<T, R> answers) {
        CompletableFuture<T> answer;
        try {
            answer = action.submit();
        } catch (RejectedExecutionException e) {
            // JDA is shutting down, which it reports only afterwards.
            return answers.notSent(NOT_CONNECTED);
        }
        try {
            return answers.done(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return e.getCause() instanceof ErrorResponseException refusal
                    ? answers.refused(refusal)
                    : answers.unclear(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return answers.unclear("Discord does not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return answers.unclear("Herald is stopping");
        }
    }

    private static String mentioned(Post post) {
        return post.roleId().isEmpty() ? post.text() : "<@&" + post.roleId() + "> " + post.text();
    }

    private static MessageEmbed embed(Post post) {
        return new EmbedBuilder()
                .setTitle(Characters.shortenedToChars(MessageEmbed.TITLE_MAX_LENGTH, post.title()), post.url())
                .setDescription(Characters.shortenedToChars(MessageEmbed.DESCRIPTION_MAX_LENGTH, post.description()))
                // Discord refuses an empty footer.
                .setFooter(
                        post.footer().isEmpty()
                                ? null
                                : Characters.shortenedToChars(MessageEmbed.TEXT_MAX_LENGTH, post.footer()))
                .build();
    }
}
