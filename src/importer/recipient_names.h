// Names of recipients as they stand in a text. Private to recipients.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "importer/outline.h"

namespace lofte::importer {

// Words of a name, folded.
std::vector<std::string> WordsOf(std::string_view name);
// Are all words of `some` among `all`?
bool ContainsAll(const std::vector<std::string>& all, const std::vector<std::string>& some);
// 1 when a conjunction stands in front of the token, else 0.
std::size_t Joint(const Unit& unit, std::size_t token);
// Runs of words with capitals, ended by a mark or another word: first and last + 1 of the tokens.
std::vector<std::pair<std::size_t, std::size_t>> ElementsOf(const Unit& unit);
// `[say here if you use ..]`: a note of the template, not of the policy.
bool IsInBlank(const Unit& unit, std::size_t token);
// The words with what stands in brackets right after them: `Qualitista OÜ (Klaus)`.
std::string Whole(const Unit& unit, std::size_t first, std::size_t last);
// `Twilio (USA)`, `Twilio, USA`: the name, and the words of its place; empty: there are none.
std::pair<std::string, std::string> NameAndPlace(const std::string& written);
// Region and country of a recipient from words, where it has none yet.
void SetPlace(Recipient& recipient, std::string_view words);
// Is it the name of a country or region, and nothing else?
bool IsPlace(std::string_view name);
// A capital or digit inside: `RevenueCat`, `46elks`.
bool IsCoined(std::string_view name);
// `Google Maps` and `Google Fonts` are two services.
bool AreBothKnown(const std::string& a, const std::string& b);

// Do only a conjunction and what stands in brackets part two names: `Stripe (payments), Norvik (post) and ..`? `last`: the token behind the
// one, `first`: that of the other.
bool AreNeighbours(const Unit& unit, std::size_t last, std::size_t first);
// The words beside a name, without it: `Norvik World AS` is not everywhere.
std::string WordsBeside(const Unit& unit, std::size_t first, std::size_t last);
// Those of the place in `Norvik GmbH in Frankfurt, Germany`; empty where none follows the name that ends before `last`.
std::string WordsBehind(const Unit& unit, std::size_t last);
// `We do not use Norvik`, `Nothing is shared with Norvik`; but not `with nobody other than Norvik`. `name`: its first token.
bool IsDeniedUse(const Unit& unit, std::size_t name);

}  // namespace lofte::importer
