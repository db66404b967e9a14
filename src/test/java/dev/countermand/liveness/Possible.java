package dev.countermand.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Which acts are possible in a stage, found by trying each on an order of its own. */
record Possible(Service service) {

    /** Acts that fit what is to be seen of an order there; whether they are refused is not known. */
    List<Act> fitting(Stage stage) {
        Snapshot order = stage.reached(service, 1).getFirst().look();
        return Acts.ALL.stream()
                .filter(act -> !Stages.NOT_RACED.containsKey(act.name()))
                .filter(act -> act.fits().test(order))
                .toList();
    }

    /** Acts that are not refused there. */
    List<Act> in(Stage stage) {
        List<Act> fitting = fitting(stage);
        List<String> answers = answers(stage, fitting);
        return IntStream.range(0, fitting.size())
                .filter(number -> answers.get(number).isEmpty())
                .mapToObj(fitting::get)
                .toList();
    }

    /** Why the acts that have their home here are refused; nothing where none is. */
    List<String> faults(Stage stage) {
        List<Act> acts = stage.homes().stream().map(Acts::named).toList();
        List<String> faults = new ArrayList<>(answers(stage, acts));
        faults.removeIf(String::isEmpty);
        return faults;
    }

    /** For each act why it was refused, or nothing. */
    private List<String> answers(Stage stage, List<Act> acts) {
        List<Life> lives = stage.reached(service, acts.size());
        ConcurrentHashMap<Integer, String> answers = new ConcurrentHashMap<>();
        Beside.each(IntStream.range(0, acts.size()).boxed().toList(), number -> {
            Life life = lives.get(number);
            Call call = Stage.call(service, life, life.look(), acts.get(number));
            Service.Answer answer = call == null ? null : service.send(call);
            boolean done = answer != null && answer.done();
            answers.put(
                    number,
                    done
                            ? ""
                            : stage.name() + ": " + acts.get(number) + " -> "
                                    + (answer == null ? "nothing to do it with" : answer) + " after "
                                    + life.transcript());
        });
        return IntStream.range(0, acts.size())
                .mapToObj(number -> answers.getOrDefault(number, ""))
                .toList();
    }
}
