#include "seal/key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"

namespace lofte::seal {

namespace {

constexpr std::string_view kHead = "lofte-sealing-key-1:";
constexpr std::size_t kKeyBytes = crypto_kdf_KEYBYTES;
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "lofteSea";
constexpr std::uint64_t kSealing = 1, kDigesting = 2, kNaming = 3;

static_assert(kSealBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES);

void Start() {
  if (sodium_init() < 0) Panic("libsodium does not start: there is no source of randomness");
}

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string Hex(std::string_view bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), Bytes(bytes), bytes.size());
  hex.pop_back();
  return hex;
}

std::string Derived(const std::string& key, std::uint64_t use, std::size_t bytes) {
  std::string derived(bytes, '\0');
  crypto_kdf_derive_from_key(Bytes(derived), bytes, use, kContext, Bytes(std::string_view(key)));
  return derived;
}

Error Wrong(ErrorCode code, const std::filesystem::path& file, const std::string& what) {
  return {code, "the sealing key `" + file.string() + "` " + what};
}

}  // namespace

Result<Key> Key::Read(const std::filesystem::path& file) {
  Start();
  constexpr char kNoKey[] = "is no key, which is one line that begins with `lofte-sealing-key-1:`: `lofte key new FILE` makes one";
  Result<std::string> text = ReadFile(file, 4096);
  if (!text && text.error().code == ErrorCode::kNotFound)
    return Fail(
        Wrong(ErrorCode::kNotFound, file, "is not there: `lofte key new FILE` makes one; what was sealed by a lost one stays sealed"));
  if (!text && text.error().code == ErrorCode::kLimit) return Fail(Wrong(ErrorCode::kInvalid, file, kNoKey));
  if (!text) return Fail(text.error());
  Secret<std::string> line(std::move(*text));
  const std::string& shown = line.Reveal("reading a sealing key");
  std::string bytes(kKeyBytes, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const bool fits = shown.size() >= kHead.size() + 2 * kKeyBytes && shown.substr(0, kHead.size()) == kHead &&
                    sodium_hex2bin(Bytes(bytes), bytes.size(), shown.data() + kHead.size(), 2 * kKeyBytes, nullptr, &length, &end) == 0 &&
                    length == kKeyBytes && shown.substr(kHead.size() + 2 * kKeyBytes).find_first_not_of("\r\n") == std::string::npos;
  Secret<std::string> root(std::move(bytes));
  if (!fits) return Fail(Wrong(ErrorCode::kInvalid, file, kNoKey));
  struct stat status {};
  if (stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return Fail(Wrong(ErrorCode::kRefused, file, "can be read or written by others than its owner: `chmod 600` it"));
  const std::string& secret = root.Reveal("deriving the keys of seals");
  Key key;
  key.sealing_ = Secret<std::string>(Derived(secret, kSealing, crypto_aead_xchacha20poly1305_ietf_KEYBYTES));
  key.digesting_ = Secret<std::string>(Derived(secret, kDigesting, crypto_generichash_KEYBYTES));
  key.id_ = Hex(Derived(secret, kNaming, crypto_kdf_BYTES_MIN)).substr(0, 16);
  return key;
}

Status Key::Create(const std::filesystem::path& file) {
  Start();
  std::string bytes(kKeyBytes, '\0');
  crypto_kdf_keygen(Bytes(bytes));
  const Secret<std::string> line(std::string(kHead) + Hex(bytes) + "\n");
  sodium_memzero(bytes.data(), bytes.size());
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0 && errno == EEXIST)
    return Fail(Wrong(ErrorCode::kConflict, file, "is there already, and what was sealed by it needs it: name another file"));
  if (fd < 0) return Fail(Wrong(ErrorCode::kUnavailable, file, "cannot be written: is its folder there, and yours?"));
  const std::string& text = line.Reveal("writing a new sealing key");
  const bool is_written = write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0;
  const bool is_closed = close(fd) == 0;
  if (is_written && is_closed) return {};
  unlink(file.c_str());
  return Fail(Wrong(ErrorCode::kUnavailable, file, "could not be written whole: is the disk full?"));
}

std::string Key::Seal(std::string_view plain, std::string_view about) const {
  std::string sealed(kSealBytes + plain.size(), '\0');
  randombytes_buf(sealed.data(), crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(sealed) + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, nullptr, Bytes(plain),
                                             plain.size(), Bytes(about), about.size(), nullptr, Bytes(sealed),
                                             Bytes(std::string_view(sealing_.Reveal("sealing a value"))));
  return sealed;
}

Result<std::string> Key::Open(std::string_view sealed, std::string_view about) const {
  if (sealed.size() < kSealBytes) return Fail(ErrorCode::kInvalid, "a sealed copy is cut short");
  std::string plain(sealed.size() - kSealBytes, '\0');
  const std::string_view text = sealed.substr(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(Bytes(plain), nullptr, nullptr, Bytes(text), text.size(), Bytes(about), about.size(),
                                                 Bytes(sealed), Bytes(std::string_view(sealing_.Reveal("opening a sealed copy")))) != 0)
    return Fail(ErrorCode::kInvalid, "a sealed copy does not open: it was changed, or sealed by another key or for another row");
  return plain;
}

std::string NewId() {
  Start();
  std::string bytes(16, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return Hex(bytes);
}

std::string Key::Digest(std::string_view text) const {
  const std::string& key = digesting_.Reveal("digesting the key of a row");
  std::string digest(crypto_generichash_BYTES, '\0');
  crypto_generichash(Bytes(digest), digest.size(), Bytes(text), text.size(), Bytes(std::string_view(key)), key.size());
  return Hex(digest);
}

}  // namespace lofte::seal
