package dev.countermand.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;

/** Text that PostgreSQL can keep as it came: what it would refuse or change is named instead of stored altered. */
final class StrictText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    /** The wrong text itself is not repeated to anybody. */
    static final class Unstorable extends InvalidFormatException {

        private static final long serialVersionUID = 1L;

        Unstorable(JsonParser parser) {
            super(parser, "must not contain U+0000 or half of a surrogate pair", "", String.class);
        }
    }

    StrictText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        String text = parser.getText();
        if (!storable(text)) {
            throw new Unstorable(parser);
        }
        return text;
    }

    static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
