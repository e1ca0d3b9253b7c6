package io.fizzle.read;

import io.fizzle.evidence.Owner;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the user said of who wrote a file, a folder or an archive; the closest word counts. */
final class OwnerOverrides {
  private final Map<String, Owner> owners = new LinkedHashMap<>();
  private final Collection<String> places;

  OwnerOverrides(Map<String, Owner> ownerByPlace) {
    places = ownerByPlace.keySet();
    ownerByPlace.forEach((place, owner) -> owners.put(normal(place), owner));
  }

  /** The places spoken of, which are read as well. */
  Collection<String> places() {
    return places;
  }

  /** The owner that the user gave to this source, null where none. */
  @Nullable Owner of(String name) {
    String normal = normal(name);
    String closest = "";
    for (String place : owners.keySet()) {
      if (place.length() > closest.length() && covers(place, normal)) {
        closest = place;
      }
    }
    return owners.get(closest);
  }

  private static boolean covers(String place, String name) {
    return name.startsWith(place)
        && (name.length() == place.length()
            || name.charAt(place.length()) == '/'
            || name.charAt(place.length()) == '!');
  }

  private static String normal(String name) {
    int member = name.indexOf('!');
    String file = member < 0 ? name : name.substring(0, member);
    try {
      String path = Path.of(file).toAbsolutePath().normalize().toString().replace('\\', '/');
      return member < 0 ? path : path + name.substring(member);
    } catch (InvalidPathException noPath) {
      return name;
    }
  }
}
