// How a language calls what a policy has ids for. Plain values; any thread.
#pragma once

#include <map>
#include <string>

#include "policy/policy.h"

namespace lofte::transparency {

// By id: what it is called in each language. What has no name here goes by its id.
using Names = std::map<std::string, policy::LocalText>;

struct Labels {
  Names categories;  // `contact.email`
  Names subjects;    // `customer`
  Names events;      // `booking.date`
  Names states;      // `account.open`
  Names sources;     // `public-register`
};

// What is known of a document beyond its policy.
struct Publication {
  std::string url;  // where it is published; empty: not known
  int version = 1;  // of the controller's documents, from 1
};

// Empty when there is none.
policy::LocalText NameOf(const Names& names, const std::string& id);
// In that language, or the id.
std::string NameIn(const Names& names, const std::string& id, const std::string& language);
// Of a text of the policy, in that language; empty when there is none.
std::string TextIn(const policy::LocalText& text, const std::string& language);

}  // namespace lofte::transparency
