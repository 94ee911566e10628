package bot.herald.web;

import bot.herald.auth.AuthorizationFlow.CallbackParameters;
import bot.herald.auth.AuthorizationRequest;
import bot.herald.auth.Completion;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Answers a callback only with what a test laid ready, and remembers everything it was asked. */
final class FakeAuthorizations implements Authorizations {
    static final URI TWITCH = URI.create("https://id.twitch.test/oauth2/authorize?scope=channel%3Abot&state=abc");

    record Begun(Purpose purpose, Optional<TwitchUserId> account, Secret browser, AuthorizationRequest request) {}

    final List<Begun> begun = new CopyOnWriteArrayList<>();
    final List<CallbackParameters> completed = new CopyOnWriteArrayList<>();
    private final Deque<Supplier<Completion>> next = new ConcurrentLinkedDeque<>();

    void completesWith(Completion completion) {
        next.add(() -> completion);
    }

    void answersWith(Supplier<Completion> completion) {
        next.add(completion);
    }

    /** Made where it is thrown, so that its stack trace is that of the request. */
    void failsWith(Supplier<? extends Throwable> failure) {
        next.add(() -> {
            Throwable made = failure.get();
            if (made instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) made;
        });
    }

    @Override
    public URI begin(AuthorizationRequest request, Secret browser) {
        begun.add(new Begun(request.purpose(), request.asked(), browser, request));
        return TWITCH;
    }

    @Override
    public Completion complete(CallbackParameters callback) {
        completed.add(callback);
        return next.remove().get();
    }

    @Override
    public Completion confirmBot(Secret id, List<Secret> browsers, TwitchUserId by) {
        return next.remove().get();
    }
}
