package bot.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** The keys of an installation, each with its number. Immutable; its text form is as secret as the keys. */
final class Keyset {
    private final KeysetHandle handle;
    /** Opens what any of the keys sealed. */
    private final Aead opener;

    private final Map<Integer, Aead> sealers = new HashMap<>();

    private Keyset(KeysetHandle handle) throws GeneralSecurityException {
        this.handle = handle;
        this.opener = handle.getPrimitive(AeadConfig2026.get(), Aead.class);
        for (int i = 0; i < handle.size(); i++) {
            KeysetHandle alone = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(handle.getAt(i).getKey()).makePrimary())
                    .build();
            sealers.put(handle.getAt(i).getId(), alone.getPrimitive(AeadConfig2026.get(), Aead.class));
        }
    }

    static Keyset generate() {
        try {
            return new Keyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot make a key", e);
        }
    }

    /** @throws GeneralSecurityException if {@code json} is no keyset for sealing */
    static Keyset parse(String json) throws GeneralSecurityException {
        return new Keyset(
                TinkJsonProtoKeysetFormat.parseKeyset(json, AeadConfig2026.get(), InsecureSecretKeyAccess.get()));
    }

    String json() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    handle, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot write its own keys", e);
        }
    }

    Aead opener() {
        return opener;
    }

    /** @throws WrongKeyException if there is no such key */
    Aead sealer(int keyId) {
        Aead sealer = sealers.get(keyId);
        if (sealer == null) {
            throw new WrongKeyException();
        }
        return sealer;
    }

    Set<Integer> ids() {
        return Set.copyOf(sealers.keySet());
    }

    /** The newest key, which seals everything once a rotation has finished. */
    int primaryId() {
        return handle.getPrimary().getId();
    }

    /**
     * A unique name for each key, by its number, that reveals nothing about the key.
     *
     * <p>A hash is enough, because the keys are random.
     */
    Map<Integer, String> fingerprints() {
        Map<Integer, String> fingerprints = new HashMap<>();
        for (int i = 0; i < handle.size(); i++) {
            AesGcmKey key = (AesGcmKey) handle.getAt(i).getKey();
            fingerprints.put(handle.getAt(i).getId(), fingerprint(key));
        }
        return fingerprints;
    }

    @AccessesPartialKey
    private static String fingerprint(AesGcmKey key) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update("herald key fingerprint".getBytes(UTF_8));
            byte[] whole = hash.digest(key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()));
            return HexFormat.ofDelimiter(":").formatHex(whole, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** These keys and a new one, which becomes the primary. */
    Keyset withNewKey() {
        Keyset fresh = generate();
        while (ids().contains(fresh.primaryId())) {
            fresh = generate();
        }
        try {
            return new Keyset(KeysetHandle.newBuilder(handle)
                    .addEntry(KeysetHandle.importKey(fresh.handle.getPrimary().getKey())
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot add a key", e);
        }
    }

    /** The primary alone. */
    Keyset primaryAlone() {
        try {
            return new Keyset(KeysetHandle.newBuilder()
                    .addEntry(
                            KeysetHandle.importKey(handle.getPrimary().getKey()).makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot copy a key", e);
        }
    }
}
