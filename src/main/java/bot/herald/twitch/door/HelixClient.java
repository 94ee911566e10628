package bot.herald.twitch.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.identity.TwitchFailedException;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.helix.TwitchHelix;
import com.netflix.hystrix.HystrixCommand;
import feign.Contract;
import feign.Feign;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.Param;
import feign.Request;
import feign.Response;
import feign.Retryer;
import feign.hystrix.HystrixDelegatingContract;
import feign.jackson.JacksonEncoder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Twitch4J's interface over our own transport: uses its requests and its classes, but not its client, which has one pool
 * and one circuit breaker for all channels and may send a POST twice. Safe for concurrent use.
 */
final class HelixClient {
    private static final String BEARER = "Bearer ";

    private final URI base;
    private final BiFunction<Caller, HelixTransport.Request, HelixAnswer<HttpAnswer.Response>> transport;
    private final ObjectMapper json = TypeConvert.getObjectMapper();
    private @Nullable TwitchHelix made;

    HelixClient(URI base, BiFunction<Caller, HelixTransport.Request, HelixAnswer<HttpAnswer.Response>> transport) {
        this.base = base;
        this.transport = transport;
    }

    /** A call that failed. */
    static final class Failed extends TwitchFailedException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // Never serialized.
        final HelixAnswer<?> answer;

        Failed(HelixAnswer<?> answer) {
            super(answer.failure());
            this.answer = answer;
        }
    }

    /** The interface; callers pass the text of a {@link Caller} for a token. Created on first use, which takes a while. */
    synchronized TwitchHelix get() {
        TwitchHelix existing = made;
        if (existing == null) {
            existing = Feign.builder()
                    .contract(new HystrixDelegatingContract(new Contract.Default()))
                    .client((request, options) -> exchange(request))
                    .encoder(new JacksonEncoder(json))
                    .decoder(this::decode)
                    .retryer(Retryer.NEVER_RETRY)
                    .invocationHandlerFactory((target, methods) ->
                            (proxy, method, arguments) -> invoke(target, methods, method, arguments))
                    .target(TwitchHelix.class, base.toString());
            made = existing;
        }
        return existing;
    }

    /** Does in advance what the first call would have to do. */
    void warmUp() {
        get().getUsers(Caller.APP.name(), null, null);
    }

    private static @Nullable Object invoke(
            Object target, Map<Method, MethodHandler> methods, Method method, Object @Nullable [] arguments)
            throws Throwable {
        MethodHandler handler = methods.get(method);
        if (handler == null) {
            return ofObject(target, method, arguments);
        }
        boolean isCall = !method.isDefault() && method.getReturnType() == HystrixCommand.class;
        return isCall ? new DirectCommand(handler, arguments) : handler.invoke(arguments);
    }

    /** Answers the methods of {@link Object}. */
    private static Object ofObject(Object target, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && target == arguments[0];
            case "hashCode" -> System.identityHashCode(target);
            default -> "Twitch4J's Helix over Herald's door";
        };
    }

    /** The interface with every call made as {@code as}, whatever is passed as a token. */
    TwitchHelix bound(Caller as) {
        TwitchHelix all = get();
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(as, method, arguments);
            }
            if (method.isDefault()) {
                // Default methods call others, which must come through here as well.
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            return method.invoke(all, authorised(as, method, arguments));
        };
        return (TwitchHelix)
                Proxy.newProxyInstance(HelixClient.class.getClassLoader(), new Class<?>[] {TwitchHelix.class}, handler);
    }

    private static Object[] authorised(Caller as, Method method, Object @Nullable [] arguments) {
        Object[] changed = arguments == null ? new Object[0] : arguments.clone();
        Annotation[][] annotations = method.getParameterAnnotations();
        for (int i = 0; i < changed.length; i++) {
            if (Arrays.stream(annotations[i]).anyMatch(one -> one instanceof Param param && isToken(param))) {
                changed[i] = as.toString();
                return changed;
            }
        }
        throw new UnsupportedOperationException(method.getName() + " is no call with a token, and has no place here");
    }

    private static boolean isToken(Param param) {
        return param.value().equals("token");
    }

    private Response exchange(Request request) {
        Caller as = caller(request);
        String address = request.url();
        if (!address.startsWith(base + "/")) {
            throw new UnsupportedOperationException("only requests to Twitch's API are possible here");
        }
        int query = address.indexOf('?');
        String path = address.substring(base.toString().length(), query < 0 ? address.length() : query);
        Optional<byte[]> body = Optional.ofNullable(request.body()).filter(bytes -> bytes.length > 0);
        as.onBehalfOf()
                .ifPresent(channel -> new OwnChannelOnly(channel, json)
                        .check(request.httpMethod().name(), path, query < 0 ? "" : address.substring(query + 1), body));
        HelixAnswer<HttpAnswer.Response> answer = transport.apply(
                as,
                new HelixTransport.Request(
                        TwitchCall.ofApi(request.httpMethod().name(), path), URI.create(address), body));
        if (answer instanceof HelixAnswer.Found<HttpAnswer.Response> found) {
            return Response.builder()
                    .status(found.value().status())
                    .request(request)
                    .headers(Map.of())
                    .body(new Read(found.value().body()))
                    .build();
        }
        throw new Failed(answer);
    }

    private static Caller caller(Request request) {
        String text = request.headers().getOrDefault("Authorization", List.of()).stream()
                .findFirst()
                .orElse("");
        if (!text.startsWith(BEARER)) {
            throw new UnsupportedOperationException("a call must name the caller whose token it uses");
        }
        return Caller.parse(text.substring(BEARER.length()));
    }

    private Object decode(Response response, Type type) {
        try {
            @Nullable
            Object value = json.treeToValue(
                    ((Read) response.body()).node, json.getTypeFactory().constructType(type));
            if (value != null) {
                return value;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The exception quotes what it could not read, which must not reach the log.
        }
        throw new Failed(HelixAnswer.unreadable());
    }

    /** A body that was read and parsed within its call's limits. */
    private record Read(JsonNode node) implements Response.Body {
        @Override
        public @Nullable Integer length() {
            return null;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public InputStream asInputStream() {
            return new ByteArrayInputStream(node.toString().getBytes(UTF_8));
        }

        @Override
        public Reader asReader(Charset charset) {
            return new StringReader(node.toString());
        }

        @Override
        public void close() {}
    }
}
