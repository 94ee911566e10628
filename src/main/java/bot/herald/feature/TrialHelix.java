package bot.herald.feature;

import bot.herald.identity.TwitchUserId;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.philippheuer.credentialmanager.CredentialManagerBuilder;
import com.github.twitch4j.helix.TwitchHelix;
import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for Twitch's API in a trial: records calls, and gives the answers that a test prepared. Not thread-safe. */
final class TrialHelix implements BotFacilities.TwitchAccess {
    private final List<FeatureTrial.HelixCall> calls = new ArrayList<>();
    private final Map<String, Object> answers = new HashMap<>();

    void answer(String name, Object value) {
        answers.put(name, value);
    }

    List<FeatureTrial.HelixCall> calls() {
        return List.copyOf(calls);
    }

    /** Nobody is connected in a trial. */
    @Override
    public CredentialManager credentials(TwitchUserId broadcasterId) {
        return CredentialManagerBuilder.builder().build();
    }

    @Override
    public TwitchHelix helix(TwitchUserId broadcasterId, FeatureServices.As as) {
        return (TwitchHelix) Proxy.newProxyInstance(
                TrialHelix.class.getClassLoader(),
                new Class<?>[] {TwitchHelix.class},
                (proxy, method, arguments) -> method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : new Prepared(() -> {
                            // The token comes first, as in Twitch4J.
                            calls.add(new FeatureTrial.HelixCall(
                                    as,
                                    method.getName(),
                                    Arrays.asList(Arrays.copyOfRange(arguments, 1, arguments.length))));
                            return answers.get(method.getName());
                        }));
    }

    private interface Answer {
        @Nullable
        Object get();
    }

    private static final class Prepared extends HystrixCommand<Object> {
        private final Answer answer;

        Prepared(Answer answer) {
            super(HystrixCommandGroupKey.Factory.asKey("trial"));
            this.answer = answer;
        }

        @Override
        protected @Nullable Object run() {
            return answer.get();
        }

        @Override
        public @Nullable Object execute() {
            return run();
        }
    }
}
