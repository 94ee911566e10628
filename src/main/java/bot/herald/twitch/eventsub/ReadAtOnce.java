package bot.herald.twitch.eventsub;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Has a connection read on the thread that waits for all of them. Jetty takes the readers of WebSockets for ones that may block,
 * and wakes another thread to wait in the meantime: for every frame, which costs more than to read it. Ours never block.
 */
final class ReadAtOnce {
    private ReadAtOnce() {}

    static EndPoint from(EndPoint endPoint) {
        return (EndPoint) Proxy.newProxyInstance(
                EndPoint.class.getClassLoader(), new Class<?>[] {EndPoint.class}, (proxy, method, arguments) -> {
                    if (arguments != null && method.getName().endsWith("illInterested")) {
                        arguments[0] = neverBlocking((Callback) arguments[0]);
                    }
                    return invoke(endPoint, method, arguments);
                });
    }

    private static @Nullable Object invoke(
            EndPoint endPoint, java.lang.reflect.Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(endPoint, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Callback neverBlocking(Callback reader) {
        return new Callback.Nested(reader) {
            @Override
            public InvocationType getInvocationType() {
                return InvocationType.NON_BLOCKING;
            }
        };
    }
}
