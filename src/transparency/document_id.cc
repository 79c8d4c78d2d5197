#include "transparency/document_id.h"

#include "base/sha256.h"

namespace lofte::transparency {

std::string DocumentId(const policy::Policy& policy, std::string_view kind) {
  std::string digits = Sha256Hex(policy.sha256 + " " + std::string(kind)).substr(0, 32);
  digits[12] = '8';  // RFC 9562: of a version of its maker's own
  digits[16] = 'a';  // and of the variant that the RFC describes
  return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" + digits.substr(16, 4) + "-" +
         digits.substr(20);
}

}  // namespace lofte::transparency
