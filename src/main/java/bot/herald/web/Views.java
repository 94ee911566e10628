package bot.herald.web;

import bot.herald.channel.Channel;
import java.util.List;

/** Tells how channels and tokens are doing now; asked for every page, so it has to be cheap. */
public interface Views {
    ChannelView of(Channel channel);

    /** Every token, by kind and login. */
    List<TokenView> tokens();
}
