package bot.herald.web;

import bot.herald.channel.Channel;
import java.util.List;

/** The current state of channels and tokens; needed for every page, so it has to be cheap. */
public interface Views {
    ChannelView of(Channel channel);

    /** Every token, by kind and login. */
    List<TokenView> tokens();
}
