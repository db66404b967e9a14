package dev.countermand.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Every text in the sources that somebody may read. The compiler's own parser finds all string literals, so none is
 * missed for being written in a new way; left out is only what is told apart by its form: statements of SQL, descriptions
 * of the contract (which are published in it), and what has no two words.
 */
final class Sentences extends TreePathScanner<@Nullable Void, @Nullable Void> {

    /**
     * A text.
     *
     * @param room the package below {@code dev.countermand}
     * @param type the outermost class
     * @param by what is called with it, or the constant or method that holds it
     * @param code the name for programs beside it; empty where there is none
     * @param words with an expression in braces where something is filled in
     */
    record Sentence(String room, String type, String by, String code, String words) {

        private static final Pattern OPERATORS = Pattern.compile(
                "log .*|requireNonNull|new (Illegal\\w+Exception|AssertionError|DatabaseAwayException|ConfigurationException"
                        + "|DemoFailure|Thread)|warn|named|line|note|unusable");

        /** Written to logs, or a fault of the program that is only seen there. */
        boolean isForOperators() {
            return OPERATORS.matcher(by).matches();
        }
    }

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern WORDS =
            Pattern.compile("\\p{L}{2,}[^\\p{L}]*\\s[^\\p{L}{}]*\\p{L}{2,}|\\s\\p{L}{3,}|\\p{L}{3,}\\s");

    /** SQL and HQL: parameters beside an operator, columns of an alias, and words that no sentence here has. */
    private static final Pattern SQL = Pattern.compile("(?s).*("
            + "(=|<|>|\\bin|\\blike) ?:\\w|\\b[a-z]\\.\\w+ (=|<|>|is\\b|in\\b)|\\bis (not )?null\\b|%1\\$s|\\b[a-z_]+_[a-z_]+ (=|<|>|desc)"
            + "|\\b(select|insert into|order by [\\w.]+(,|\\)|$| offset| desc| limit| for)|coalesce|array_agg|unnest|interval '|\\w+ desc|for update|analyze)\\b"
            + "|^from \\w+Row \\w$|\\bstatus not in \\(|^\\s*(and|or|with|, unique)\\b[^.]*\\($|\\|\\| array\\().*");

    /** Neither are calls of the contract, patterns, and bodies given as examples. */
    private static final Pattern NO_SENTENCE = Pattern.compile(
            "(GET|POST|PUT|DELETE) /v1/\\S*|\\{\".*|\\W*(and|or)?\\W*|.*(\\.\\+|\\[\\^|\\(\\?|\\\\[swdpb]|\\*\\)).*");

    /** What reads its argument as a pattern, a name or a statement. */
    private static final Pattern NO_SPEAKER = Pattern.compile(
            "compile|ofPattern|matches|replaceAll|replaceFirst|split|find|list|createSelectionQuery|createNativeQuery|getOptionalValue|header|MEDIA_TYPE");

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{2,}");
    private static final int EXPRESSION_AT_MOST = 60;

    private final List<Sentence> found = new ArrayList<>();

    private Sentences() {}

    /** All of them, by room and class, in the order in which they stand there. */
    static List<Sentence> ofTheSources() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Sentences sentences = new Sentences();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> java = sources.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            for (CompilationUnitTree unit : task.parse()) {
                sentences.scan(unit, null);
            }
        }
        return sentences.found.stream()
                .distinct()
                .sorted(Comparator.comparing(Sentence::room).thenComparing(Sentence::type))
                .toList();
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree assignment
                    && assignment.getVariable().toString().equals("message")) {
                scan(assignment, nothing);
            }
        }
        return null;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
        if (tree.getKind() != Tree.Kind.PLUS || !hasText(tree)) {
            return super.visitBinary(tree, nothing);
        }
        add(template(tree));
        scanHoles(tree);
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void nothing) {
        if (tree.getValue() instanceof String text) {
            add(text);
        }
        return null;
    }

    /** Texts inside of what is filled in, such as arguments of a call, are texts of their own. */
    private void scanHoles(ExpressionTree tree) {
        switch (tree) {
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS -> {
                scanHoles(sum.getLeftOperand());
                scanHoles(sum.getRightOperand());
            }
            case ParenthesizedTree inner -> scanHoles(inner.getExpression());
            case ConditionalExpressionTree choice -> {
                scan(choice.getCondition(), null);
                scanHoles(choice.getTrueExpression());
                scanHoles(choice.getFalseExpression());
            }
            case LiteralTree literal -> {}
            default -> scan(tree, null);
        }
    }

    private void add(String words) {
        if (WORDS.matcher(words).find()
                && !SQL.matcher(words).matches()
                && !NO_SENTENCE.matcher(words).matches()) {
            CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
            String room = unit.getPackageName().toString().replaceFirst("^dev\\.countermand\\.?", "");
            Call call = callAround(getCurrentPath(), getCurrentPath().getLeaf());
            if (NO_SPEAKER.matcher(call.by()).matches()) {
                return;
            }
            found.add(new Sentence(
                    room,
                    Path.of(unit.getSourceFile().getName())
                            .getFileName()
                            .toString()
                            .replace(".java", ""),
                    call.by(),
                    call.code(),
                    oneLine(words)));
        }
    }

    private record Call(String by, String code) {}

    /** What it is said by: the nearest call around it that says more than how it is put together, or what holds it. */
    private static Call callAround(TreePath path, Tree inside) {
        TreePath around = path.getParentPath();
        return switch (path.getLeaf()) {
            case MethodInvocationTree call
            when call.getMethodSelect() != inside && saysMore(call) ->
                new Call(logged(call), codeIn(call.getArguments()));
            case NewClassTree made ->
                new Call("new " + oneLine(made.getIdentifier().toString()), codeIn(made.getArguments()));
            case AnnotationTree annotation -> new Call("@" + annotation.getAnnotationType(), "");
            case VariableTree held -> new Call(held.getName().toString(), "");
            case MethodTree method -> new Call(method.getName() + "()", "");
            case Tree other -> around == null ? new Call("", "") : callAround(around, other);
        };
    }

    private static boolean saysMore(MethodInvocationTree call) {
        return !nameOf(call.getMethodSelect())
                .matches("formatted|format|asException|add|join|append|orElseThrow|item|failure|of");
    }

    private static String logged(MethodInvocationTree call) {
        String name = nameOf(call.getMethodSelect());
        return call.getMethodSelect().toString().startsWith("LOG.")
                        || call.toString().startsWith("Faults.error(LOG")
                ? "log " + name
                : name;
    }

    private static String codeIn(List<? extends ExpressionTree> arguments) {
        return arguments.stream()
                .filter(LiteralTree.class::isInstance)
                .map(argument -> String.valueOf(((LiteralTree) argument).getValue()))
                .filter(text -> CODE.matcher(text).matches())
                .findFirst()
                .orElse("");
    }

    private static String nameOf(ExpressionTree select) {
        return switch (select) {
            case MemberSelectTree member -> member.getIdentifier().toString();
            case IdentifierTree name -> name.getName().toString();
            default -> select.toString();
        };
    }

    private static boolean hasText(ExpressionTree tree) {
        return switch (tree) {
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS -> hasText(sum.getLeftOperand()) || hasText(sum.getRightOperand());
            case ParenthesizedTree inner -> hasText(inner.getExpression());
            case LiteralTree literal -> literal.getValue() instanceof String;
            default -> false;
        };
    }

    private static String template(ExpressionTree tree) {
        return switch (tree) {
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS && hasText(sum) ->
                template(sum.getLeftOperand()) + template(sum.getRightOperand());
            case ParenthesizedTree inner -> template(inner.getExpression());
            case ConditionalExpressionTree choice ->
                "{" + template(choice.getTrueExpression()) + " | " + template(choice.getFalseExpression()) + "}";
            case LiteralTree literal when literal.getValue() instanceof String text -> text;
            default -> "{" + shortened(oneLine(tree.toString())) + "}";
        };
    }

    private static String shortened(String expression) {
        return expression.length() <= EXPRESSION_AT_MOST
                ? expression
                : expression.substring(0, EXPRESSION_AT_MOST) + "...";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
