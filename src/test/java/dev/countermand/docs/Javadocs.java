package dev.countermand.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the Javadoc of a package says of its types, of their components ({@code Type.component}) and constants. */
final class Javadocs {

    private final Map<String, String> said = new HashMap<>();

    private Javadocs() {}

    static Javadocs of(Path folder) throws IOException {
        Javadocs docs = new Javadocs();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.list(folder);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            Reader reader = docs.new Reader(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                reader.scan(unit, "");
            }
        }
        return docs;
    }

    /** Fails where nothing is said: a page with gaps helps nobody. */
    String of(Class<?> type) {
        return said(type.getSimpleName());
    }

    String of(Class<?> type, String part) {
        return said(type.getSimpleName() + "." + part);
    }

    private String said(String what) {
        String text = said.get(what);
        if (text == null) {
            throw new AssertionError("The Javadoc says nothing of " + what);
        }
        return text;
    }

    private final class Reader extends TreePathScanner<Void, String> {

        private final DocTrees trees;

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, String around) {
            String name = type.getSimpleName().toString();
            DocCommentTree doc = trees.getDocCommentTree(getCurrentPath());
            if (doc != null) {
                said.put(name, plain(doc.getFullBody()));
                doc.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .forEach(tag -> said.put(name + "." + tag.getName(), plain(tag.getDescription())));
            }
            return super.visitClass(type, name);
        }

        @Override
        public Void visitVariable(VariableTree constant, String type) {
            DocCommentTree doc = trees.getDocCommentTree(getCurrentPath());
            if (doc != null) {
                said.put(type + "." + constant.getName(), plain(doc.getFullBody()));
            }
            return null;
        }
    }

    private static String plain(List<?> words) {
        return words.stream()
                .map(String::valueOf)
                .collect(Collectors.joining())
                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .strip()
                .replaceAll("\\s+", " ");
    }
}
