#include "stores/formats.h"

#include <cstddef>

namespace lofte::stores {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsAlphanumeric(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsBase64(char c) { return IsAlphanumeric(c) || c == '+' || c == '/' || c == '.' || c == '='; }
bool IsCrypt64(char c) { return IsAlphanumeric(c) || c == '.' || c == '/'; }

// Eats a text from the front. After one failure everything fails.
class Eater {
 public:
  explicit Eater(std::string_view text) : rest_(text) {}

  Eater& Word(std::string_view word) {
    ok_ = ok_ && rest_.substr(0, word.size()) == word;
    if (ok_) rest_.remove_prefix(word.size());
    return *this;
  }
  bool TryWord(std::string_view word) {
    if (!ok_ || rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  // A longest run of `least` to `most` characters.
  Eater& Run(bool (*belongs)(char), std::size_t least, std::size_t most) {
    std::size_t count = 0;
    while (count < rest_.size() && count < most && belongs(rest_[count])) ++count;
    ok_ = ok_ && count >= least;
    if (ok_) rest_.remove_prefix(count);
    return *this;
  }
  Eater& Number() { return Run(IsDigit, 1, 10); }
  Eater& Encoded() { return Run(IsBase64, 1, 255); }
  bool done() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

bool IsArgon2id(std::string_view text) {
  Eater eater(text);
  eater.Word("$argon2id$");
  if (eater.TryWord("v=")) eater.Number().Word("$");
  return eater.Word("m=").Number().Word(",t=").Number().Word(",p=").Number().Word("$").Encoded().Word("$").Encoded().done();
}

bool IsBcrypt(std::string_view text) {
  if (text.size() != 60 || text.substr(0, 2) != "$2" || text[3] != '$') return false;
  const bool variant = text[2] == 'a' || text[2] == 'b' || text[2] == 'x' || text[2] == 'y';
  if (!variant || !IsDigit(text[4]) || !IsDigit(text[5])) return false;
  const int cost = (text[4] - '0') * 10 + (text[5] - '0');
  return cost >= 4 && cost <= 31 && Eater(text.substr(6)).Word("$").Run(IsCrypt64, 53, 53).done();
}

bool IsScrypt(std::string_view text) {
  Eater eater(text);
  if (eater.TryWord("scrypt:")) {
    return eater.Number().Word(":").Number().Word(":").Number().Word("$").Encoded().Word("$").Run(IsHex, 32, 255).done();
  }
  return eater.Word("$scrypt$ln=").Number().Word(",r=").Number().Word(",p=").Number().Word("$").Encoded().Word("$").Encoded().done();
}

bool IsPbkdf2(std::string_view text) {
  Eater eater(text);
  if (eater.TryWord("pbkdf2:")) {
    return eater.Word("sha").Number().Word(":").Number().Word("$").Encoded().Word("$").Run(IsHex, 32, 255).done();
  }
  if (eater.TryWord("pbkdf2_sha")) return eater.Number().Word("$").Number().Word("$").Encoded().Word("$").Encoded().done();
  eater.Word("$pbkdf2");
  if (eater.TryWord("-sha")) eater.Number();
  return eater.Word("$").Number().Word("$").Encoded().Word("$").Encoded().done();
}

}  // namespace

const std::vector<ColumnFormat>& AllColumnFormats() {
  static const std::vector<ColumnFormat> kAll = {ColumnFormat::kArgon2id, ColumnFormat::kBcrypt,    ColumnFormat::kScrypt,
                                                 ColumnFormat::kPbkdf2,   ColumnFormat::kSha256Hex, ColumnFormat::kSha512Hex};
  return kAll;
}

std::string_view NameOf(ColumnFormat format) {
  switch (format) {
    case ColumnFormat::kArgon2id:
      return "argon2id";
    case ColumnFormat::kBcrypt:
      return "bcrypt";
    case ColumnFormat::kScrypt:
      return "scrypt";
    case ColumnFormat::kPbkdf2:
      return "pbkdf2";
    case ColumnFormat::kSha256Hex:
      return "sha256-hex";
    case ColumnFormat::kSha512Hex:
      return "sha512-hex";
  }
  return "";
}

std::optional<ColumnFormat> ParseColumnFormat(std::string_view name) {
  for (ColumnFormat format : AllColumnFormats()) {
    if (NameOf(format) == name) return format;
  }
  return std::nullopt;
}

bool Matches(ColumnFormat format, std::string_view text) {
  switch (format) {
    case ColumnFormat::kArgon2id:
      return IsArgon2id(text);
    case ColumnFormat::kBcrypt:
      return IsBcrypt(text);
    case ColumnFormat::kScrypt:
      return IsScrypt(text);
    case ColumnFormat::kPbkdf2:
      return IsPbkdf2(text);
    case ColumnFormat::kSha256Hex:
      return Eater(text).Run(IsHex, 64, 64).done();
    case ColumnFormat::kSha512Hex:
      return Eater(text).Run(IsHex, 128, 128).done();
  }
  return false;
}

#define NUMBER "[0-9]{1,10}"
#define ENCODED "[A-Za-z0-9+/.=]{1,255}"
std::string_view PosixRegexOf(ColumnFormat format) {
  switch (format) {
    case ColumnFormat::kArgon2id:
      return "^[$]argon2id[$](v=" NUMBER "[$])?m=" NUMBER ",t=" NUMBER ",p=" NUMBER "[$]" ENCODED "[$]" ENCODED "$";
    case ColumnFormat::kBcrypt:
      return "^[$]2[abxy][$](0[4-9]|[12][0-9]|3[01])[$][A-Za-z0-9./]{53}$";
    case ColumnFormat::kScrypt:
      return "^([$]scrypt[$]ln=" NUMBER ",r=" NUMBER ",p=" NUMBER "[$]" ENCODED "[$]" ENCODED "|scrypt:" NUMBER ":" NUMBER ":" NUMBER
             "[$]" ENCODED "[$][0-9A-Fa-f]{32,255})$";
    case ColumnFormat::kPbkdf2:
      return "^([$]pbkdf2(-sha" NUMBER ")?[$]" NUMBER "[$]" ENCODED "[$]" ENCODED "|pbkdf2_sha" NUMBER "[$]" NUMBER "[$]" ENCODED
             "[$]" ENCODED "|pbkdf2:sha" NUMBER ":" NUMBER "[$]" ENCODED "[$][0-9A-Fa-f]{32,255})$";
    case ColumnFormat::kSha256Hex:
      return "^[0-9A-Fa-f]{64}$";
    case ColumnFormat::kSha512Hex:
      return "^[0-9A-Fa-f]{128}$";
  }
  return "";
}
#undef NUMBER
#undef ENCODED

}  // namespace lofte::stores
