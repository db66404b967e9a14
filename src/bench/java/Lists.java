import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Pages of lists, one call after the other: what a person waits for. */
final class Lists {

    private Lists() {}

    /**
     * Prints the milliseconds of the median and of the 99th percentile.
     *
     * @param path with {@code %d} where a number below {@code numbers} goes
     */
    static void time(String port, Path folder, String path, int numbers, int calls)
            throws IOException, InterruptedException {
        String token = Files.readString(folder.resolve(Tokens.SERVICE));
        HttpClient client = HttpClient.newHttpClient();
        long[] nanos = new long[calls];
        for (int i = -calls / 4; i < calls; i++) {
            int number = Math.floorMod(i * 7919, numbers);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + path.replace("%d", Integer.toString(number))))
                    .header("Authorization", "Bearer " + token)
                    .build();
            long begin = System.nanoTime();
            var response = client.send(request, BodyHandlers.ofString());
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
            if (response.statusCode() != 200 || !response.body().contains("\"id\"")) {
                throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
            }
        }
        Arrays.sort(nanos);
        System.out.println(String.format(
                Locale.ROOT, "%.2f %.2f", nanos[calls / 2] / 1e6, nanos[(int) Math.ceil(calls * 0.99) - 1] / 1e6));
    }
}
