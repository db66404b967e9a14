package dev.countermand.policy.catalogue;

import dev.countermand.policy.document.FaultyPolicyException;
import dev.countermand.policy.document.PolicyDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An operator's own documents, in a folder outside the application (M2). */
final class PolicyFolder {

    /** A document has some kilobytes; what is larger was put there by mistake. */
    static final int MOST_BYTES = 1 << 20;

    private PolicyFolder() {}

    /**
     * Every {@code *.yaml} and {@code *.yml} in the folder, also in capitals, by name. What begins with a dot is left out: Kubernetes
     * mounts a ConfigMap as symlinks into such folders of its own.
     *
     * @throws FaultyPolicyException if the folder or a file in it cannot be read
     */
    static List<PolicyDocument> read(Path folder) {
        List<PolicyDocument> documents = new ArrayList<>();
        for (Path file : files(folder)) {
            documents.add(PolicyDocument.read(file.toString(), text(file)));
        }
        return documents;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(PolicyFolder::isDocument).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new FaultyPolicyException(
                    "The folder of policies " + folder + " (COUNTERMAND_POLICIES_FOLDER) does not exist.");
        } catch (IOException e) {
            throw new FaultyPolicyException(
                    "The folder of policies " + folder + " (COUNTERMAND_POLICIES_FOLDER) cannot be read: " + e + ".");
        }
    }

    private static boolean isDocument(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(path);
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new FaultyPolicyException("Policy " + file + " cannot be read: it is no file, or leads to none.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new FaultyPolicyException("Policy " + file + " is larger than " + MOST_BYTES + " bytes.");
            }
            return decode(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new FaultyPolicyException("Policy " + file + " cannot be read: " + e + ".");
        }
    }

    private static String decode(Path file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            return decoder.decode(in).toString();
        } catch (CharacterCodingException e) {
            // The decoder stops in front of what it cannot read.
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw FaultyPolicyException.source(file.toString()).line(line).faulty("this is not UTF-8");
        }
    }
}
