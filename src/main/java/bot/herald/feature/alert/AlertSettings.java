package bot.herald.feature.alert;

import bot.herald.feature.Setting;
import bot.herald.feature.Setting.Says;

/** What a channel's people want to be thanked for, and with which words. */
public record AlertSettings(
        @Setting(label = "Thank for follows", help = "Many at once are thanked together.")
        boolean follows,

        @Setting(
                label = "Message for follows",
                help = "For many at once {user} names some of them.",
                noun = "message",
                says = Says.FOLLOW)
        String followText,

        @Setting(label = "Thank for subscriptions", help = "Not for those who were given one: their giver is thanked.")
        boolean subscriptions,

        @Setting(label = "Message for subscriptions", noun = "message", says = Says.SUBSCRIPTION)
        String subscriptionText,

        @Setting(label = "Thank for resubscriptions", help = "When subscribers tell the chat of their months.")
        boolean resubscriptions,

        @Setting(
                label = "Message for resubscriptions",
                help = "{input} is what they wrote.",
                noun = "message",
                says = Says.RESUBSCRIPTION)
        String resubscriptionText,

        @Setting(label = "Thank for gifted subscriptions", help = "Once, however many are given.")
        boolean gifts,

        @Setting(label = "Message for gifted subscriptions", noun = "message", says = Says.GIFT)
        String giftText,

        @Setting(label = "Thank for cheers") boolean cheers,

        @Setting(label = "Least bits", help = "Cheers with fewer are not thanked.", min = 1, max = 1_000_000)
        int leastBits,

        @Setting(
                label = "Message for cheers",
                help = "{input} is what they wrote.",
                noun = "message",
                says = Says.CHEER)
        String cheerText,

        @Setting(label = "Thank for redeemed rewards", help = "Channel point rewards of the channel's own.")
        boolean redemptions,

        @Setting(
                label = "Message for redeemed rewards",
                help = "{input} is what they wrote.",
                noun = "message",
                says = Says.REDEMPTION)
        String redemptionText) {
    static final AlertSettings OFF = new AlertSettings(
            false,
            "Thank you for following, {user}!",
            false,
            "Thank you for the tier {tier} subscription, {user}!",
            false,
            "{user} has subscribed for {months} months. Thank you!",
            false,
            "{user} gives {count} subscriptions to the community. Thank you!",
            false,
            1,
            "Thank you for the {bits} bits, {user}!",
            false,
            "{user} redeemed {reward}.");
}
