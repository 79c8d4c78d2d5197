// Policies drawn at random, with the words for them in every language: things that no vocabulary of the importer knows.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "notice/words.h"

namespace lofte::tests::round_trip {

struct Drawn {
  std::string source;                          // policy.yaml
  std::map<std::string, notice::Words> words;  // by language
};

// The same seed, the same policy. Every basis, every shape of END, periods from an hour to 30 years, names with and without a legal form;
// and periods that are no retention: deadlines of rights and breaches, lifetimes of cookies.
Drawn DrawPolicy(std::uint64_t seed);

}  // namespace lofte::tests::round_trip
