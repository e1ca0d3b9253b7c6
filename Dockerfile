# Fizzle in a container: reads what is mounted, writes to standard output, needs no network.
#
#   docker build -t fizzle .
#   docker run --rm -v "$PWD/logs:/logs:ro" fizzle diagnose /logs
FROM eclipse-temurin:21-jdk AS build
WORKDIR /fizzle
COPY . .
RUN ./mvnw -q -Dquick -DskipTests -pl dist -am package \
 && mkdir /opt/fizzle \
 && tar -xzf dist/target/quick/fizzle-*.tar.gz -C /opt/fizzle --strip-components=1

FROM eclipse-temurin:21-jre
COPY --from=build /opt/fizzle /opt/fizzle
# makes the class archive for this very Java, so that every start is a quick one
RUN /opt/fizzle/bin/fizzle --version \
 && ln -s /opt/fizzle/bin/fizzle /usr/local/bin/fizzle \
 && useradd --system --no-create-home fizzle
USER fizzle
ENTRYPOINT ["fizzle"]
CMD ["--help"]
