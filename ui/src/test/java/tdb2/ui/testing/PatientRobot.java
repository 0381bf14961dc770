package tdb2.ui.testing;

import java.awt.EventQueue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.assertj.swing.core.BasicRobot;
import org.assertj.swing.core.ComponentFinder;
import org.assertj.swing.core.Robot;
import org.assertj.swing.exception.ComponentLookupException;
import org.assertj.swing.timing.Pause;

/** Makes robots that wait for what they look for: views fill in the background, and machines are busy. */
public final class PatientRobot {

    private static final long LONGEST_NANOS = 15_000_000_000L;
    private static final int STEP_MILLIS = 50;

    private PatientRobot() {}

    /** A robot whose finder waits, off the event thread, until the one component asked for is there. */
    public static Robot create() {
        Robot robot = BasicRobot.robotWithNewAwtHierarchy();
        robot.settings().delayBetweenEvents(10);
        robot.settings().eventPostingDelay(30);
        ComponentFinder finder = proxy(ComponentFinder.class,
                (_, method, arguments) -> patiently(robot.finder(), method, arguments));
        return proxy(Robot.class, (_, method, arguments) -> method.getName().equals("finder")
                ? finder
                : call(robot, method, arguments));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
    }

    private static Object patiently(ComponentFinder finder, Method method, Object[] arguments) throws Throwable {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (true) {
            try {
                return call(finder, method, arguments);
            } catch (ComponentLookupException e) {
                if (EventQueue.isDispatchThread() || System.nanoTime() > end) {
                    throw e;
                }
                Pause.pause(STEP_MILLIS);
            }
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
