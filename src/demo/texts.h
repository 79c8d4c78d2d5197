// Texts that are plainly synthetic: nothing made here can be dialled, delivered to, routed to or charged.
//
// No text has more than eleven digits without a letter between them, so none can be taken for a payment card.
#pragma once

#include <string>
#include <string_view>

#include "demo/random.h"
#include "demo/spec.h"

namespace lofte::demo {

std::string DrawName(PersonName::Part part, std::string_view language, Random& random);

// Lower-case ASCII letters and digits; å becomes aa, ä and æ ae, ö and ø oe, other marks are taken off; everything else becomes one `-`.
std::string Slug(std::string_view text);

// Whether RFC 2606 or RFC 6761 reserves the domain for documentation and tests: example.com, .net and .org, `.example`, `.test`,
// `.invalid`.
bool IsReservedDomain(std::string_view domain);

// `prefix` and `length` letters and digits, each fourth a letter.
std::string DrawToken(std::string_view prefix, int length, Random& random);

// A well-formed argon2id string (PHC format) that is the hash of nothing.
std::string DrawArgon2id(Random& random);

// 64 hexadecimal digits that are the hash of nothing, each eighth a letter.
std::string DrawSha256(Random& random);

// An address of RFC 5737.
std::string DrawIp(Random& random);

// sv: a number that Sweden's PTS keeps free for fiction (070-174 06 05 to 99, 031-390 06 00 to 99, 08-465 004 00 to 99). nb, da and others:
// a subscriber number that starts with 0, which neither country's plan can assign.
std::string DrawPhone(std::string_view language, Random& random);

}  // namespace lofte::demo
