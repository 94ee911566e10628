package bot.herald.feature.alert;

import bot.herald.feature.Setting;
import bot.herald.feature.Setting.Says;
import bot.herald.language.Language;
import bot.herald.language.Texts;
import java.util.List;

/** What a channel thanks people for, and with which messages. */
public record AlertSettings(
        @Setting(label = "Thank for follows", help = "Many followers at once are thanked together.", group = "Follows")
        boolean follows,

        @Setting(
                label = "Message for follows",
                help = "For many at once {user} names some of them.",
                noun = "message",
                says = Says.FOLLOW,
                group = "Follows")
        String followText,

        @Setting(
                label = "Thank for subscriptions",
                help = "Gifted subs are not included; the gifter is thanked instead.",
                group = "Subscriptions")
        boolean subscriptions,

        @Setting(
                label = "Message for subscriptions",
                noun = "message",
                says = Says.SUBSCRIPTION,
                group = "Subscriptions")
        String subscriptionText,

        @Setting(
                label = "Thank for resubscriptions",
                help = "When a subscriber shares their resub message.",
                group = "Resubscriptions")
        boolean resubscriptions,

        @Setting(
                label = "Message for resubscriptions",
                help = "{input} is what they wrote.",
                noun = "message",
                says = Says.RESUBSCRIPTION,
                group = "Resubscriptions")
        String resubscriptionText,

        @Setting(
                label = "Thank for gifted subscriptions",
                help = "Once for each gift, however many subs are in it.",
                group = "Gifted subscriptions")
        boolean gifts,

        @Setting(
                label = "Message for gifted subscriptions",
                noun = "message",
                says = Says.GIFT,
                group = "Gifted subscriptions")
        String giftText,

        @Setting(label = "Thank for cheers", help = "From a minimum of bits that you choose.", group = "Cheers")
        boolean cheers,

        @Setting(
                label = "Minimum bits",
                help = "Smaller cheers don't get a thank-you.",
                min = 1,
                max = 1_000_000,
                group = "Cheers")
        int leastBits,

        @Setting(
                label = "Message for cheers",
                help = "{input} is what they wrote.",
                noun = "message",
                says = Says.CHEER,
                group = "Cheers")
        String cheerText,

        @Setting(label = "Thank for redeemed rewards", help = "Your custom channel-point rewards.", group = "Rewards")
        boolean redemptions,

        @Setting(
                label = "Message for redeemed rewards",
                help = "{input} is what they wrote.",
                noun = "message",
                says = Says.REDEMPTION,
                group = "Rewards")
        String redemptionText) {
    private static final Texts TEXTS = Texts.beside(AlertSettings.class);

    static final AlertSettings OFF = new AlertSettings(
            false,
            own("follow"),
            false,
            own("subscription"),
            false,
            own("resubscription"),
            false,
            own("gift"),
            false,
            1,
            own("cheer"),
            false,
            own("redemption"));

    private static String own(String text) {
        return TEXTS.in(Language.EN).say("default." + text);
    }

    /** The same with Herald's own texts in a language. */
    AlertSettings spoken(Language language) {
        return new AlertSettings(
                follows,
                spoken(followText, language, "follow"),
                subscriptions,
                spoken(subscriptionText, language, "subscription"),
                resubscriptions,
                spoken(resubscriptionText, language, "resubscription"),
                gifts,
                spoken(giftText, language, "gift"),
                cheers,
                leastBits,
                spoken(cheerText, language, "cheer"),
                redemptions,
                spoken(redemptionText, language, "redemption"));
    }

    private static String spoken(String text, Language language, String own) {
        return TEXTS.translated(text, language, List.of("default." + own));
    }
}
