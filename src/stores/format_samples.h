// Texts of the named formats, and texts that nearly have them: for the tests that hold functions and regular expressions together.
#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "stores/formats.h"

namespace lofte::stores::format_samples {

inline const std::vector<std::pair<ColumnFormat, std::string>>& Good() {
  static const std::vector<std::pair<ColumnFormat, std::string>> good = {
      {ColumnFormat::kArgon2id, "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b/dWRWJTmaaJObG"},
      {ColumnFormat::kArgon2id, "$argon2id$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b/dWRWJTmaaJObG"},
      {ColumnFormat::kBcrypt, "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"},
      {ColumnFormat::kBcrypt, "$2y$04$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"},
      {ColumnFormat::kScrypt, "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E"},
      {ColumnFormat::kScrypt, "scrypt:32768:8:1$Xj4dmY2BOdZzpUDs$" + std::string(128, 'c')},
      {ColumnFormat::kPbkdf2, "$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk"},
      {ColumnFormat::kPbkdf2, "$pbkdf2$131000$r5WythYixPgfo5RSKmUMwQ$K8bTJzwHT8JvCcbOmFEcEjHIoXs"},
      {ColumnFormat::kPbkdf2, "pbkdf2_sha256$600000$C8cTiLmVWWKQ$gQm5ncZaCXsZZm6PVJKhLBq4SzfBm4zBOBkOGrJ4O0c="},
      {ColumnFormat::kPbkdf2, "pbkdf2:sha256:260000$Xj4dmY2BOdZzpUDs$" + std::string(64, 'a')},
      {ColumnFormat::kSha256Hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852B855"},
      {ColumnFormat::kSha512Hex, std::string(64, '0') + std::string(64, 'F')},
  };
  return good;
}

// Good texts and `count` small mutations of them, the same for one seed.
inline std::vector<std::string> Samples(int count, unsigned seed) {
  std::vector<std::string> samples = {"", "hunter2", "$", "sk_live_123"};
  for (const auto& [format, text] : Good()) samples.push_back(text);
  std::mt19937 random(seed);
  const std::string marks = "$,=:.+/-_0123456789abcfgzAFGZ \n";
  for (int i = 0; i < count; ++i) {
    std::string text = Good()[random() % Good().size()].second;
    const std::size_t at = random() % text.size();
    switch (random() % 4) {
      case 0:
        text[at] = marks[random() % marks.size()];
        break;
      case 1:
        text.erase(at, 1 + random() % 3);
        break;
      case 2:
        text.insert(at, 1, marks[random() % marks.size()]);
        break;
      default:
        text.insert(at, 250, 'a');
        break;
    }
    samples.push_back(std::move(text));
  }
  return samples;
}

}  // namespace lofte::stores::format_samples
