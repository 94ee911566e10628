package bot.herald.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells public IP addresses from those of private networks and other special ones, by the registries of RFC 6890. */
final class GlobalAddress {
    /** Each a network and the length of its prefix. */
    private static final int[][] SPECIAL = {
        {ip(0, 0, 0, 0), 8},
        {ip(10, 0, 0, 0), 8},
        {ip(100, 64, 0, 0), 10},
        {ip(127, 0, 0, 0), 8},
        {ip(169, 254, 0, 0), 16},
        {ip(172, 16, 0, 0), 12},
        {ip(192, 0, 0, 0), 24},
        {ip(192, 0, 2, 0), 24},
        {ip(192, 88, 99, 0), 24},
        {ip(192, 168, 0, 0), 16},
        {ip(198, 18, 0, 0), 15},
        {ip(198, 51, 100, 0), 24},
        {ip(203, 0, 113, 0), 24},
        {ip(224, 0, 0, 0), 3}
    };

    private GlobalAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? isPublic(ip(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff))
                : isGlobal(bytes);
    }

    private static boolean isPublic(int address) {
        for (int[] network : SPECIAL) {
            int mask = -1 << (32 - network[1]);
            if ((address & mask) == network[0]) {
                return false;
            }
        }
        return true;
    }

    /** Global unicast, except for what embeds an IPv4 address, is reserved, or is meant for documentation. */
    private static boolean isGlobal(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        boolean isUnicast = (first & 0xe000) == 0x2000;
        boolean isSixToFour = first == 0x2002;
        boolean isReserved = first == 0x2001 && (second < 0x0200 || second == 0x0db8);
        return isUnicast && !isSixToFour && !isReserved && first != 0x3fff;
    }

    private static int ip(int a, int b, int c, int d) {
        return a << 24 | b << 16 | c << 8 | d;
    }
}
