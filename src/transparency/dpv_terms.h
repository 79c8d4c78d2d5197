// What the ids of a policy are called in the Data Privacy Vocabulary: data/dpv_terms.tsv, carried in the program. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace lofte::transparency {

// `category`, `contact.email` -> `pd:EmailAddress`; empty when there is no sure match. A category is looked up whole, then by its leaf.
std::string DpvTerm(std::string_view kind, std::string_view id);

}  // namespace lofte::transparency
