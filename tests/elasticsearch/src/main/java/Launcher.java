import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One Elasticsearch node: Launcher LEASE KEY=VALUE...
 *
 * It lives for as long as some process holds a shared lock on the file LEASE, and ends by itself
 * when the last one lets go or dies, so that no test run can leave a server behind.
 */
public class Launcher {
    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        LogConfigurator.configureWithoutConfig(Settings.EMPTY);
        Path home = Path.of(settings.get("path.home"));
        Environment environment = new Environment(settings.build(), home.resolve("config"));
        PluginsLoader loader = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(home.resolve("modules")), Set.of(), Map.of(), false);
        Node node = new Node(environment, loader).start();
        awaitRelease(arguments[0]);
        node.close();
        System.exit(0);
    }

    private static void awaitRelease(String lease) throws Exception {
        try (FileChannel channel = new RandomAccessFile(lease, "rw").getChannel()) {
            for (FileLock lock = null; lock == null; lock = channel.tryLock()) {
                Thread.sleep(500);
            }
        }
    }
}
